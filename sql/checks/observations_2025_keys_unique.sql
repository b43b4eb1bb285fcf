-- grain: one row per observation key in today's boundaries that is not unique
-- severity: fail
select observation_id, count(*) as n_rows
from main.observations_2025
group by observation_id
having count(*) > 1
