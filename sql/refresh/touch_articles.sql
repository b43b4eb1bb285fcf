-- grain: one row per figure of the named articles, as `touching`
create or replace temp table touching as
select
    place_id, programme, indicator, part, role, basis, unit, per, period_start, period_end, observation_no,
    coalesce(out_of > 0, false) as tells_whole
from core.mention
where list_contains(?, article_url) and observation_no is not null;
