-- grain: one row per unfinished run that asked indexes and could read none of them whole
-- severity: fail
-- Nothing new is fine: an index that lists known pages was read. Runs that ask no index (of the archive) count null.
select source_run.run_id, list(source_run.source order by source_run.source) as sources
from core.source_run as source_run
inner join core.run as run using (run_id)
where run.finished_at is null
group by source_run.run_id
having max(source_run.indexes_read) = 0
