-- grain: one row per place and indicator that was touched and not refreshed
-- severity: fail
select place_id, indicator
from core.touched
