-- grain: one row per version of an article's title or text
create table core.article_version (
    article_url varchar not null,
    version integer not null,
    title varchar,
    source varchar,
    published date,
    text_sha256 varchar not null,
    change varchar not null,
    paragraphs_added varchar[],
    paragraphs_removed varchar[],
    mentions_added varchar[],
    mentions_removed varchar[],
    fetched_at timestamp,
    run_id varchar,
    primary key (article_url, version)
);
comment on table core.article_version is 'Every version of an article that changed, with what changed.';
