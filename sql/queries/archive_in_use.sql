-- grain: one row per archive file that holds the copy of a page that an article rests on, or that stands for its address
select warc_file
from core.article
where not withdrawn and warc_file is not null
union
select warc_file
from core.url_state
where outcome <> 'gone' and warc_file is not null;
