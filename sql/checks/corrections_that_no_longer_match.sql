-- grain: one row per correction that met no number, or another reading than it expected
-- severity: warn
select figure_id, field, expected, as_read, status, reason
from main.corrections
where status <> 'applied'
