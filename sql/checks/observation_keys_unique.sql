-- grain: one row per observation key that is not unique
-- severity: fail
select observation_id, count(*) as n_rows
from main.observations
group by observation_id
having count(*) > 1
