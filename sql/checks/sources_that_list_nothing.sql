-- grain: one row per running ingest whose indexes listed no page at all
-- severity: fail
-- Nothing new is fine: pages that are known are listed too. Runs that have no index to read count null.
select run_id, sources
from core.run
where finished_at is null and pages_discovered = 0
