-- grain: one row per flow target met by a running total that counts from the start of its period: the latest
create or replace view core.reached_running_total as
select
    boundary_set,
    target_no,
    indicator_rank,
    is_added_up,
    2 as method_rank,
    result_value as achieved_value,
    coalesce(result_begins, begins) as begins,
    result_ends as ends,
    case way when 'same unit' then 'running total' else way end as how,
    result_figure_id as figure_id,
    result_figure_ids as figure_ids,
    result_in_conflict as in_conflict
from core.candidate
where
    kind = 'flow'
    and per is null
    and result_kind = 'level'
    and result_basis = 'stock'
    and not is_baseline
    and result_unit = unit
    and result_ends <= ends
    and (
        result_begins = begins
        -- money paid out or assigned counts against the plan of its period by its nature; but until 31 January the
        -- plan of the year before is still paid out
        or result_begins is null and len(met_by) > 1 and coalesce(result_ends > begins + 30, true)
    )
qualify row_number() over (
    partition by boundary_set, target_no, indicator_rank, is_added_up
    order by result_ends desc, way_rank, result_published desc, result_no
) = 1;

comment on view core.reached_running_total is 'Flow targets with the latest running total dated inside their period that counts from its start.';
