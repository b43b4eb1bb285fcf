-- grain: one row per capital plan with a result
-- question: How much of the planned public capital was not paid out?
select
    place,
    programme,
    period_start,
    period_end,
    target_value as planned,
    achieved_value as paid_out,
    target_value - achieved_value as unspent,
    round(100 * attainment, 1) as paid_percent,
    achieved_as_of
from targets_vs_achievements
where indicator = 'capital.planned' and achieved_value is not null
order by unspent desc, target_id;
