-- grain: one row per figure that comes in for the chosen articles
create or replace temp table touching as
select
    place_id, programme, indicator, part, role, basis, unit, per, period_start, period_end, observation_no,
    coalesce(out_of > 0, false) as tells_whole
from staged_corrected
where article_url in (select article_url from chosen_article) and observation_no is not null;
