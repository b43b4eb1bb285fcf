-- grain: one row per figure whose period lies far from its publication
-- severity: warn
select figure_id, role, published, period_start, period_end
from main.figures
where
    period_end > published + interval 30 year
    or period_end < date '1945-01-01'
    or role in ('achievement', 'attainment') and period_end > published + interval 1 year
