-- grain: one row per boundary set, place and kind of whole whose size changed; what is counted of it is noted as changed
create or replace temp table old_whole as
select known_whole.*
from core.known_whole as known_whole
semi join core.touched_whole as touched_whole using (boundary_set, ref_area, whole);

create or replace temp table fresh_whole as select * from core.known_whole_now;

create or replace temp table changed_whole as
(from old_whole except from fresh_whole)
union
(from fresh_whole except from old_whole);

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

insert into core.changed
select observation.boundary_set, observation.observation_no
from core.judged_observation as observation
inner join core.indicator as indicator using (indicator)
semi join changed_whole
    on
        changed_whole.boundary_set = observation.boundary_set
        and changed_whole.ref_area = observation.ref_area
        and changed_whole.whole = indicator.whole
where observation.measure = 'A' and observation.unit_measure = 'count' and observation.out_of is null;
