-- grain: one row per attempt at a release
create table core.release (
    release_id varchar primary key,
    run_id varchar,
    status varchar not null,
    content_hash varchar not null,
    extractor_version varchar,
    created_at timestamp not null
);
comment on table core.release is 'Releases built, published or refused.';
