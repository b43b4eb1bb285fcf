-- grain: one row per stock target that has a stock dated at or before its end: the latest
create or replace view core.reached_stock as
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
    kind = 'stock'
    and not is_baseline
    and result_ends <= ends
    and result_unit = unit
    and (
        result_kind = 'level' and coalesce(result_basis, 'stock') = 'stock'
        or result_kind = 'attainment' and is_share_of_plan
    )
qualify row_number() over (
    partition by boundary_set, target_no, indicator_rank, is_added_up
    order by result_ends desc, way_rank, result_published desc, result_no
) = 1;

comment on view core.reached_stock is 'Stock targets with the latest stock dated at or before their end.';
