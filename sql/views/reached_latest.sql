-- grain: one row per target that one result alone can meet: the latest stock, rate, or running total at or before its end
create or replace view core.reached_latest as
select
    boundary_set,
    target_no,
    indicator_rank,
    is_added_up,
    case kind when 'flow' then 2 else 1 end as method_rank,
    result_value as achieved_value,
    coalesce(result_begins, case kind when 'flow' then begins end) as begins,
    result_ends as ends,
    case when kind = 'flow' and way = 'same unit' then 'running total' else way end as how,
    result_figure_id as figure_id,
    result_figure_ids as figure_ids,
    result_in_conflict as in_conflict
from core.candidate
where
    not is_baseline
    and result_unit = unit
    and result_ends <= ends
    and (result_kind = 'level' or result_kind = 'attainment' and is_share_of_plan and kind <> 'flow')
    and case kind
        when 'stock' then coalesce(result_basis, 'stock') = 'stock' or result_kind = 'attainment'
        -- rates are never added up, and that of one quarter says nothing of the year's
        when 'rate over a period' then result_begins = begins or begins is null or result_begins is null
        -- a running total counts from the period's start
        when 'flow'
            then per is null and result_basis = 'stock' and (
                result_begins = begins
                -- money paid out or assigned counts against the plan of its period by its nature; but until 31 January
                -- the plan of the year before is still paid out
                or result_begins is null and len(met_by) > 1 and coalesce(result_ends > begins + 30, true)
            )
        else false
    end
qualify row_number() over (
    partition by boundary_set, target_no, indicator_rank, is_added_up
    order by result_ends desc, way_rank, result_published desc, result_no
) = 1;

comment on view core.reached_latest is 'Targets with the latest result that meets them alone: a stock, a rate over the longest time since their start, a running total that counts from it.';
