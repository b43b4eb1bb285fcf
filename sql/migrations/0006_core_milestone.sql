-- grain: one row per dated goal without a number in an article's current version
create table core.milestone (
    article_url varchar not null,
    p integer not null,
    char_start integer not null,
    char_end integer not null,
    place varchar,
    place_id varchar,
    programme varchar,
    indicator varchar,
    due date,
    run_id varchar
);
comment on table core.milestone is 'Dated goals without a number, without what belongs to their article.';
