-- grain: one row per URL ever visited
create table core.url_state (
    url varchar primary key,
    source varchar,
    outcome varchar not null,
    status integer,
    error varchar,
    etag varchar,
    last_modified varchar,
    lastmod timestamp,
    digest varchar,
    warc_file varchar,
    warc_offset bigint,
    warc_length bigint,
    n_visits integer not null,
    first_seen_at timestamp not null,
    fetched_at timestamp not null,
    body_fetched_at timestamp
);
comment on table core.url_state is 'What is known of each URL: validators, digest, where its last body is archived.';
