-- grain: one row per boundary set and target observation of the touched series
delete from core.target as target
where exists (
    select 1 from core.touched_series as touched_series
    where touched_series.ref_area = target.ref_area and touched_series.indicator = target.indicator
);
insert into core.target by name select * from core.target_now;
