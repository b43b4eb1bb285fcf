-- grain: one row per stored figure of the chosen articles, before they are replaced
create or replace temp table touching as
select
    place_id, programme, indicator, part, role, basis, unit, per, period_start, period_end, observation_no,
    coalesce(out_of > 0, false) as tells_whole
from core.mention
where article_url in (select article_url from chosen_article where is_known) and observation_no is not null;
