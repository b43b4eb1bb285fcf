-- grain: one row per observation to refresh: those touched, and of a series that the merger of 2025-07-01 broke the first one left
create or replace temp table touched_once as
with

merged_places as (
    select new_id as place_id
    from core.crosswalk
    group by new_id
    having count(*) > 1 or not bool_and(whole)
),

first_left as (
    -- whether it is the first of its series (obs_status B) hangs on those that are touched
    select observation.*
    from core.observation as observation
    semi join merged_places on merged_places.place_id = observation.ref_area
    semi join core.touched as touched
        on touched.ref_area = observation.ref_area and touched.indicator = observation.indicator
    anti join core.touched as touched_itself using (observation_no)
    where observation.measure = 'A' and observation.period_end >= date '2025-07-01'
    qualify row_number() over (
        partition by ref_area, programme, indicator, part, basis, unit_measure, per
        order by period_end, observation_no
    ) = 1
)

select distinct * from core.touched
union all by name
select observation_no, today_no, sum_no, sum_no as today_sum_no, ref_area, ref_area as today_ref_area, indicator
from first_left;

delete from core.touched;
insert into core.touched by name select * from touched_once;
