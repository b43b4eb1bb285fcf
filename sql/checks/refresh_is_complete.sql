-- grain: one row per series that was touched and not refreshed
-- severity: fail
select ref_area, indicator
from core.touched
