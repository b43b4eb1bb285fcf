-- grain: one row per target observation that is missing among targets_vs_achievements
-- severity: fail
select observation_id
from main.observations
where measure = 'T' and observation_id not in (select target_id from main.targets_vs_achievements)
