-- grain: one row per target and result that may count against it, either of them in core.changed
delete from core.candidate as candidate
where
    exists (
        select 1 from core.changed as changed
        where changed.boundary_set = candidate.boundary_set and changed.observation_no = candidate.target_no
    )
    or exists (
        select 1 from core.changed as changed
        where changed.boundary_set = candidate.boundary_set and changed.observation_no = candidate.result_no
    );
insert into core.candidate by name select * from core.candidate_now;
