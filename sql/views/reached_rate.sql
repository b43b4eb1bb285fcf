-- grain: one row per target for a rate over a period (growth, prices): the rate over the longest time since its start
create or replace view core.reached_rate as
select
    boundary_set,
    target_no,
    indicator_rank,
    is_added_up,
    1 as method_rank,
    result_value as achieved_value,
    result_begins as begins,
    result_ends as ends,
    way as how,
    result_figure_id as figure_id,
    result_figure_ids as figure_ids,
    result_in_conflict as in_conflict
from core.candidate
where
    kind = 'rate over a period'
    and not is_baseline
    and result_unit = unit
    and result_ends <= ends
    and (result_kind = 'level' or result_kind = 'attainment' and is_share_of_plan)
    -- the rate of one quarter says nothing of the year's
    and (result_begins = begins or begins is null or result_begins is null)
qualify row_number() over (
    partition by boundary_set, target_no, indicator_rank, is_added_up
    order by result_ends desc, way_rank, result_published desc, result_no
) = 1;

comment on view core.reached_rate is 'Targets for a rate over a period with the rate over the longest time since its start: rates are never added up.';
