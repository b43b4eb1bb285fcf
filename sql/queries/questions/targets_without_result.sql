-- grain: one row per target without a result
-- question: Which targets are over, and nothing is known of what became of them?
select place, indicator, period_end, target_value, unit, target_published, target_figure_id
from targets_vs_achievements
where status = 'no_result' and period_end < as_of
order by period_end, place, indicator, target_id;
