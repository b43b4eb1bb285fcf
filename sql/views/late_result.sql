-- grain: one row per stock target with a result dated within 90 days after its end: the first
create or replace view core.late_result as
select
    boundary_set,
    target_no,
    result_value as late_value,
    result_ends as late_as_of,
    way as late_how,
    result_figure_id as late_figure_id,
    result_figure_ids as late_figure_ids
from core.candidate
where
    kind = 'stock'
    and not is_baseline
    and result_unit = unit
    and result_kind = 'level'
    and coalesce(result_basis, 'stock') = 'stock'
    and result_ends > ends
    and result_ends <= ends + 90
    and indicator_rank = 1
qualify row_number() over (
    partition by boundary_set, target_no order by is_added_up, result_ends, way_rank, result_published desc, result_no
) = 1;

comment on view core.late_result is 'Stock targets with the first result after their end: short then, it was short at the end.';
