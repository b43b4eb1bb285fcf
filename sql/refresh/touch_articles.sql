-- grain: one row per place and indicator of the named articles' figures
insert into core.touched
select distinct place_id, indicator
from core.mention
where list_contains(?, article_url) and place_id is not null and indicator is not null;
