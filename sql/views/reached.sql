-- grain: one row per target that any usable result meets: by the best of the ways
create or replace view core.reached as
with

every_way as (
    select * from core.reached_latest
    union all by name
    select * from core.reached_flow
    union all by name
    select * from core.reached_stock_difference
)

select *
from every_way
qualify row_number() over (
    partition by boundary_set, target_no
    order by is_added_up, indicator_rank, method_rank, how
) = 1;

comment on view core.reached is 'What each target is measured against: its own place before sub-places, its first indicator before others, flows before totals before differences.';
