-- grain: one row per run and source that it asked or read pages of
create table core.source_run (
    run_id varchar not null,
    source varchar not null,
    began_at timestamp not null,
    indexes_read bigint,
    problem varchar,
    pages_listed bigint not null,
    pages_new bigint not null,
    pages_changed bigint not null,
    pages_unchanged bigint not null,
    pages_gone bigint not null,
    pages_failed bigint not null,
    pages_refused bigint not null,
    pages_read bigint not null,
    rejected map(varchar, bigint) not null,
    paragraphs bigint not null,
    undated bigint not null,
    by_net bigint not null,
    figures_loaded bigint not null,
    quarantined bigint not null,
    primary key (run_id, source)
);
comment on table core.source_run is 'What each run did at each source: the history that a source''s alarms are judged by.';
comment on column core.source_run.indexes_read is 'Index files that were read whole; 0: nothing is known of the source; null: no index was asked (pages of the archive).';
comment on column core.source_run.problem is 'The first thing that was wrong with an index.';
comment on column core.source_run.rejected is 'Pages that were no article, by reason.';
comment on column core.source_run.paragraphs is 'Paragraphs of the articles that were read.';
comment on column core.source_run.undated is 'Articles without a day of publication, or with one after their fetch, which is not believed.';
comment on column core.source_run.by_net is 'Articles whose body the layout''s own rules did not find: the generic extractor under them did.';
