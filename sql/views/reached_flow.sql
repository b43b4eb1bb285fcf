-- grain: one row per flow or difference target: what the flows (or stated changes) inside its period add up to
create or replace view core.reached_flow as
with

inside as (
    select *, coalesce(result_begins, result_ends) as flow_begins
    from core.candidate
    where
        not is_baseline
        and result_unit = unit
        and result_ends <= ends
        and (
            kind = 'flow' and result_kind = 'level' and result_basis = 'flow'
            or kind = 'difference' and result_kind = 'change'
        )
        -- a flow told without a start counts from when it was set
        and coalesce(result_begins >= begins, begins is null and result_ends >= first_published, result_ends >= begins)
),

ranked as (
    -- of results of one span the better way, then the newer, stands
    select *
    from inside
    qualify row_number() over (
        partition by boundary_set, target_no, indicator_rank, is_added_up, flow_begins, result_ends
        order by way_rank, result_published desc, result_no
    ) = 1
),

counted_once as (
    -- a running total holds the flows inside it; of two that overlap in part the longer stands
    select shorter.*
    from ranked as shorter
    where not exists (
        select 1 from ranked as longer
        where
            longer.boundary_set = shorter.boundary_set
            and longer.target_no = shorter.target_no
            and longer.indicator_rank = shorter.indicator_rank
            and longer.is_added_up = shorter.is_added_up
            and longer.flow_begins <= shorter.result_ends
            and longer.result_ends >= shorter.flow_begins
            and (longer.result_ends - longer.flow_begins, shorter.flow_begins, longer.result_no)
            > (shorter.result_ends - shorter.flow_begins, longer.flow_begins, shorter.result_no)
    )
),

sums as (
    select
        boundary_set,
        target_no,
        indicator_rank,
        is_added_up,
        any_value(target.per) as target_per,
        bool_and(result_per is null) as is_plain,
        sum(result_value order by result_ends, result_no) as total,
        min(flow_begins) as begins,
        max(result_ends) as ends,
        sum(datediff('month', flow_begins, result_ends + 1)) / 12.0 as years,
        count(*) as n_flows,
        min(way) as way,
        arg_max(result_figure_id, (result_ends, result_no)) as figure_id,
        flatten(list(result_figure_ids order by result_ends, result_no)) as figure_ids,
        bool_or(result_in_conflict) as in_conflict
    from counted_once as target
    group by boundary_set, target_no, indicator_rank, is_added_up
)

select
    boundary_set,
    target_no,
    indicator_rank,
    is_added_up,
    1 as method_rank,
    case
        when target_per = 'year' and is_plain and years > 0 then round(total / years, 9)
        when target_per = 'year' and not is_plain then round(total / n_flows, 9)
        else round(total, 9)
    end as achieved_value,
    begins,
    ends,
    case when n_flows > 1 and way = 'same unit' then 'summed flows' when n_flows > 1 then way || 's summed' else way end
        || case when target_per = 'year' and is_plain then ', mean per year' else '' end as how,
    figure_id,
    figure_ids,
    in_conflict
from sums;

comment on view core.reached_flow is 'Flow and difference targets with the sum of what happened inside their period, a running total never counted twice.';
