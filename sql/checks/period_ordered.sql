-- grain: one row per figure whose period ends before it starts
-- severity: fail
select figure_id, period_start, period_end
from main.figures
where period_start > period_end
