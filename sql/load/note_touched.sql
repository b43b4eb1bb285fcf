-- grain: one row per place and indicator of the chosen articles' stored figures; run before they are replaced
insert into core.touched
select distinct place_id, indicator
from core.mention
where
    article_url in (select article_url from chosen_article where is_known)
    and place_id is not null
    and indicator is not null;
