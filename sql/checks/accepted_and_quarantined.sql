-- grain: one row per number that is both believed and in quarantine
-- severity: fail
select figures.figure_id, figures.mention, quarantine.reason
from main.figures as figures
inner join main.quarantine as quarantine on quarantine.quarantine_id = figures.figure_id
