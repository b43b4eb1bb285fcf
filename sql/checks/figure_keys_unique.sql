-- grain: one row per figure key that is not unique
-- severity: fail
select figure_id, count(*) as n_rows
from core.mention
group by figure_id
having count(*) > 1
