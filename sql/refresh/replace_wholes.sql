-- grain: one row per boundary set, place and kind of whole whose size changed; what is counted of it is noted as changed
create or replace temp table touched_whole as
with

touched as (
    select distinct touched.ref_area, touched.today_ref_area, indicator.whole
    from touched
    left join fresh_observation using (observation_no)
    inner join core.indicator as indicator on indicator.indicator = touched.indicator
    where indicator.whole is not null and (touched.tells_whole or fresh_observation.tells_whole)
)

select 'reported' as boundary_set, ref_area, whole from touched
union
select 'today', ref_area, whole from touched
union
select 'today', today_ref_area, whole from touched
union
-- units that are rolled up, or no longer rolled up, with a touched one
select 'today', today_place.place_id, touched.whole
from touched
inner join core.today_place as today_place on today_place.today_id = touched.today_ref_area;

create or replace temp table stale_whole as
select known_whole.*
from core.known_whole as known_whole
semi join touched_whole using (boundary_set, ref_area, whole);

create or replace temp table fresh_whole as
select
    boundary_set,
    ref_area,
    indicator.whole,
    max_by(out_of, (coalesce(period_end, published), published, observation_no)) as size
from standing as observation
inner join core.indicator as indicator using (indicator)
semi join touched_whole using (boundary_set, ref_area, whole)
where observation.out_of > 0 and observation.part is null
group by all;

create or replace temp table changed_whole as
(from stale_whole except from fresh_whole)
union
(from fresh_whole except from stale_whole);

delete from core.known_whole as known_whole
where exists (
    select 1 from changed_whole
    where
        changed_whole.boundary_set = known_whole.boundary_set
        and changed_whole.ref_area = known_whole.ref_area
        and changed_whole.whole = known_whole.whole
);
insert into core.known_whole
select fresh_whole.*
from fresh_whole
semi join changed_whole using (boundary_set, ref_area, whole);

insert into changed
select observation.boundary_set, observation.observation_no, false
from standing as observation
inner join core.indicator as indicator using (indicator)
semi join changed_whole
    on
        changed_whole.boundary_set = observation.boundary_set
        and changed_whole.ref_area = observation.ref_area
        and changed_whole.whole = indicator.whole
where observation.measure = 'A' and observation.unit_measure = 'count' and observation.out_of is null;
