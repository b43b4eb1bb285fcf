-- grain: one row per stock target with a result that was there before it: the latest
create or replace view core.baseline as
select
    boundary_set,
    target_no,
    result_value as baseline_value,
    result_ends as baseline_as_of,
    result_figure_id as baseline_figure_id
from core.candidate
where
    kind = 'stock'
    and is_baseline
    and result_unit = unit
    and result_kind = 'level'
    and coalesce(result_basis, 'stock') = 'stock'
    and not is_added_up
    and indicator_rank = 1
qualify row_number() over (
    partition by boundary_set, target_no order by result_ends desc, way_rank, result_published desc, result_no
) = 1;

comment on view core.baseline is 'Stock targets with the latest result from before they were set or began.';
