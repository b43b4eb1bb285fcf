-- grain: one row per URL of one source whose archived body no run has lived to read
select *
from core.url_state
where source = ? and unread and outcome <> 'gone'
order by url;
