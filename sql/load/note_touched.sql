-- grain: one row per place and indicator of the article's stored figures; run before and after they are replaced
insert into core.touched
select distinct place_id, indicator
from core.mention
where article_url = getvariable('article_url') and place_id is not null and indicator is not null;
