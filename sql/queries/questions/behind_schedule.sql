-- grain: one row per target that is behind and has a pace
-- question: Which targets still under way lag furthest behind the straight line to their end?
select
    place,
    indicator,
    period_end,
    target_value,
    achieved_value,
    round(expected_value, 2) as expected_by_now,
    achieved_as_of,
    unit
from targets_vs_achievements
where status = 'behind' and expected_value is not null
order by abs(achieved_value - expected_value) / nullif(abs(target_value), 0) desc, target_id;
