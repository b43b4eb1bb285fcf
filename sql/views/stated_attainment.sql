-- grain: one row per target whose own attainment a text states: the latest statement inside its period
create or replace view core.stated_attainment as
select
    boundary_set,
    target_no,
    round(result_value / 100, 9) as attainment_stated,
    result_ends as stated_as_of,
    result_figure_id as stated_figure_id
from core.candidate
where
    result_kind = 'attainment'
    and result_unit = 'percent'
    and not is_share_of_plan
    and not is_baseline
    and result_ends <= ends
    -- a share of one year's plan is no share of a yearly mean
    and per is null
    -- until 31 January the plan of the year before is still paid out
    and not (indicator = 'capital.planned' and coalesce(result_ends <= begins + 30, false))
qualify row_number() over (
    partition by boundary_set, target_no order by result_ends desc, result_published desc, result_no
) = 1;

comment on view core.stated_attainment is 'Targets with the attainment that a text itself states.';
