-- grain: one row per target of the touched series and result that may count against it
delete from core.candidate as candidate
where exists (
    select 1 from core.touched_series as touched_series
    where touched_series.ref_area = candidate.ref_area and touched_series.indicator = candidate.indicator
);
insert into core.candidate by name select * from core.candidate_now;
