-- grain: one row per number of an article's current version that is not believed
create table core.held_back (
    quarantine_id varchar not null,
    article_url varchar not null,
    p integer not null,
    char_start integer not null,
    char_end integer not null,
    sentence varchar,
    mention varchar not null,
    reason varchar not null,
    extractor_version varchar,
    run_id varchar
);
comment on table core.held_back is 'Numbers in quarantine, without what belongs to their article.';
