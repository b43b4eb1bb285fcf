-- grain: one row per source of a run (what was recorded of it before is replaced)
insert or replace into core.source_run by name
select
    run.run_id,
    run.started_at as began_at,
    incoming.* exclude (rejected_reasons, rejected_counts),
    map(rejected_reasons, rejected_counts) as rejected
from incoming_source_runs as incoming
cross join (select run_id, started_at from core.run where run_id = ?) as run;
