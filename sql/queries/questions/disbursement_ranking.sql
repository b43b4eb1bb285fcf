-- grain: one row per place with a disbursement target that ends in 2025
-- question: Which places paid out the largest share of their 2025 capital plan?
select place, target_value as target_percent, achieved_value as paid_percent, status, achieved_as_of
from targets_vs_achievements
where indicator = 'capital.disbursement_rate' and year(period_end) = 2025
order by achieved_value desc nulls last, place, period_end;
