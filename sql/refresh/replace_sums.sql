-- grain: one row per boundary set and sum of sub-places in core.changed
delete from core.place_sum as place_sum
where exists (
    select 1 from core.changed as changed
    where changed.boundary_set = place_sum.boundary_set and changed.observation_no = place_sum.sum_no
);
insert into core.place_sum by name select * from core.sub_place_sum;
