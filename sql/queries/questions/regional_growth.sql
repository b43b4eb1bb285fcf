-- grain: one row per growth target
-- question: How do this year's growth targets and results compare, place by place?
select place, period_start, period_end, target_value, achieved_value, achieved_as_of, status, how
from targets_vs_achievements
where indicator = 'econ.growth'
order by achieved_value desc nulls last, place, period_end;
