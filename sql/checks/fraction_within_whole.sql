-- grain: one row per figure that is larger than the whole it is told of
-- severity: warn
select figure_id, mention, value, out_of, indicator
from core.mention
where out_of is not null and value > out_of and role <> 'attainment'
