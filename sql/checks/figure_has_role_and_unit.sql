-- grain: one row per figure without a role, a unit or a value, or with an unknown role
-- severity: fail
select figure_id, role, unit, value
from core.mention
where
    role is null
    or unit is null
    or value is null
    or role not in ('target', 'achievement', 'attainment', 'change', 'context')
