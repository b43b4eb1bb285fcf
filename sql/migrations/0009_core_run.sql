-- grain: one row per run of the command
create table core.run (
    run_id varchar primary key,
    command varchar not null,
    sources varchar[],
    status varchar not null,
    pages_discovered bigint,
    pages_new bigint not null default 0,
    pages_changed bigint not null default 0,
    pages_unchanged bigint not null default 0,
    pages_gone bigint not null default 0,
    pages_failed bigint not null default 0,
    articles_loaded bigint not null default 0,
    figures_loaded bigint not null default 0,
    quarantined bigint not null default 0,
    extractor_version varchar,
    release_id varchar,
    message varchar,
    started_at timestamp not null,
    finished_at timestamp
);
comment on table core.run is 'Runs of the command, with what they did.';
