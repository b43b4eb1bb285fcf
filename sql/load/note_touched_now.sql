-- grain: one row per place and indicator of the figures that come in for the chosen articles
insert into core.touched
select distinct place_id, indicator
from staged_corrected
where
    article_url in (select article_url from chosen_article)
    and place_id is not null
    and indicator is not null;
