-- grain: one row per figure that an observation can rest on, as `touching`; what is derived is emptied, to be made from nothing
update core.mention set observation_no = core.mention_number(
    place_id, programme, indicator, part, role, basis, unit, per, period_start, period_end, value
);
delete from core.observation;
delete from core.observation_2025;
delete from core.known_whole;
delete from core.place_sum;
delete from core.target;
delete from core.candidate;
delete from core.touched;

create or replace temp table touching as
select distinct
    place_id, programme, indicator, part, role, basis, unit, per, period_start, period_end, observation_no,
    coalesce(out_of > 0, false) as tells_whole
from core.mention
where observation_no is not null;
