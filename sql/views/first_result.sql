-- grain: one row per stock target with a usable result: the first, which a line can start from without a baseline
create or replace view core.first_result as
select
    boundary_set,
    target_no,
    indicator_rank,
    is_added_up,
    result_value as first_value,
    result_ends as first_as_of
from core.candidate
where
    kind = 'stock'
    and not is_baseline
    and result_unit = unit
    and result_kind in ('level', 'attainment')
    and coalesce(result_basis, 'stock') = 'stock'
    and result_ends <= ends
qualify row_number() over (
    partition by boundary_set, target_no, indicator_rank, is_added_up
    order by result_ends, way_rank, result_published desc, result_no
) = 1;

comment on view core.first_result is 'Stock targets with their first usable result.';
comment on column core.first_result.first_value is 'Value of the first usable result.';
comment on column core.first_result.first_as_of is 'Day of the first usable result.';
