-- grain: one row per figure whose period ends before it starts
-- severity: fail
select figure_id, period_start, period_end
from core.mention
where period_start > period_end
