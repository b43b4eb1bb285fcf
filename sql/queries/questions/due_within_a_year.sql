-- grain: one row per target that ends within a year
-- question: Which targets fall due within a year of the newest article, and how do they stand?
select period_end, place, indicator, status, target_value, achieved_value, unit
from targets_vs_achievements
where period_end between as_of and as_of + interval 1 year
order by period_end, place, indicator, target_id;
