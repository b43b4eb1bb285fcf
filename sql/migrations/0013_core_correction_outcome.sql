-- grain: one row per corrected field that met its number when the article was last loaded
create table core.correction_outcome (
    figure_id varchar not null,
    field varchar not null,
    article_url varchar not null,
    as_read varchar,
    applied boolean not null
);
comment on table core.correction_outcome is 'What a correction found when its article was last loaded.';
