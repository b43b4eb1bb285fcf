-- grain: one row per series key of the touched places and indicators
merge into main.observations as observation
using core.observation_now as observation_now
on observation.observation_id = observation_now.observation_id
when matched and observation is distinct from observation_now then update
when not matched then insert
when not matched by source
    and exists (
        select 1 from core.touched as touched
        where touched.place_id = observation.ref_area and touched.indicator = observation.indicator
    ) then delete;
