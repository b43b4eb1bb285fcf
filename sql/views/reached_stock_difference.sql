-- grain: one row per flow or difference target with a stock at both ends of what has passed of its period
create or replace view core.reached_stock_difference as
with

stocks as (
    select
        *,
        coalesce(begins, first_published) as counts_from,
        case when kind = 'difference' then 'percent' else unit end as stock_unit
    from core.candidate
    where
        kind in ('flow', 'difference')
        and (begins is not null or kind = 'difference')
        and result_kind = 'level'
        and coalesce(result_basis, 'stock') = 'stock'
        and result_begins is null
        and len(coalesce(met_by, [indicator])) = 1
        and result_ends <= ends
),

starts as (
    select *
    from stocks
    -- the stock of a year's last days opens the next year; one that is older than a quarter opens nothing
    where result_unit = stock_unit and result_ends between counts_from - 90 and counts_from
    qualify row_number() over (
        partition by boundary_set, target_no, indicator_rank, is_added_up
        order by result_ends desc, way_rank, result_published desc, result_no
    ) = 1
),

closes as (
    select *
    from stocks
    where result_unit = stock_unit and not is_baseline and result_ends > counts_from
    qualify row_number() over (
        partition by boundary_set, target_no, indicator_rank, is_added_up
        order by result_ends desc, way_rank, result_published desc, result_no
    ) = 1
)

select
    closes.boundary_set,
    closes.target_no,
    closes.indicator_rank,
    closes.is_added_up,
    3 as method_rank,
    -- rounded, for 17.9 - 18.2 is not quite -0.3 in binary
    round(
        (closes.result_value - starts.result_value)
        / case
            when closes.per = 'year' then greatest(datediff('month', starts.result_ends, closes.result_ends), 1) / 12.0
            else 1
        end,
        9
    ) as achieved_value,
    closes.counts_from as begins,
    closes.result_ends as ends,
    'difference of two stocks' || case when closes.per = 'year' then ', mean per year' else '' end as how,
    closes.result_figure_id as figure_id,
    list_concat(starts.result_figure_ids, closes.result_figure_ids) as figure_ids,
    starts.result_in_conflict or closes.result_in_conflict as in_conflict
from closes
inner join starts using (boundary_set, target_no, indicator_rank, is_added_up);

comment on view core.reached_stock_difference is 'Flow and difference targets with the stock now less the stock at the start of their period.';
