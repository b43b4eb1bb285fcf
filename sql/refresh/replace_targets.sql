-- grain: one row per boundary set and target observation in core.changed
delete from core.target as target
where exists (
    select 1 from core.changed as changed
    where changed.boundary_set = target.boundary_set and changed.observation_no = target.target_no
);
insert into core.target by name select * from core.target_now;
