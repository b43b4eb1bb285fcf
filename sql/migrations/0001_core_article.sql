-- grain: one row per article URL, as it was last read
-- schema core holds what the published objects of schema main are made from: its names may change, those of main stay
create schema if not exists core;

create table core.article (
    article_url varchar primary key,
    article_id varchar,
    slug varchar,
    origin_url varchar,
    title varchar,
    source varchar,
    published date,
    lang varchar,
    layout varchar,
    version integer not null,
    withdrawn boolean not null default false,
    n_paragraphs integer not null,
    captions varchar[],
    text_sha256 varchar not null,
    warc_file varchar,
    warc_offset bigint,
    fetched_at timestamp,
    extractor_version varchar,
    run_id varchar
);
comment on table core.article is 'Articles as last read, one row per canonical URL.';
