-- grain: one row per run of the command
-- key: run_id
create or replace view main.runs as
select
    run_id,
    command,
    sources,
    status,
    pages_discovered,
    pages_new,
    pages_changed,
    pages_unchanged,
    pages_gone,
    pages_failed,
    articles_loaded,
    figures_loaded,
    quarantined,
    extractor_version,
    release_id,
    message,
    started_at,
    finished_at
from core.run;

comment on view main.runs is 'Runs of the command, with what they did. The run that made a release is seen in it as running.';
comment on column main.runs.run_id is 'Key of the run.';
comment on column main.runs.status is 'running, published, nothing new, failed, killed, or what else the run said.';
