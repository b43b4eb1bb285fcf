-- grain: one row per observation whose figure is not in the warehouse
-- severity: fail
select observation_id, figure_id
from main.observations
where figure_id not in (select figure_id from core.mention)
