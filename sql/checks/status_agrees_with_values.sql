-- grain: one row per target whose status and values cannot both be
-- severity: fail
select target_id, status, target_value, achieved_value, achieved_as_of, period_end
from main.targets_vs_achievements
where
    status not in ('met', 'missed', 'on_track', 'behind', 'no_result')
    or status = 'no_result' and achieved_value is not null
    or status <> 'no_result' and (achieved_value is null or how is null)
    or status = 'met' and achieved_as_of > period_end
    or status = 'missed' and as_of <= period_end
