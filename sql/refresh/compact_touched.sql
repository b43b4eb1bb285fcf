-- grain: one row per observation to refresh
create or replace temp table touched_once as
select * exclude (tells_whole), bool_or(tells_whole) as tells_whole
from core.touched
group by all;

delete from core.touched;
insert into core.touched by name select * from touched_once;
