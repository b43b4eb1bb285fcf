-- grain: one row per paragraph of a version of an article, as given (never folded)
create table core.paragraph (
    article_url varchar not null,
    version integer not null,
    p integer not null,
    text varchar not null
);
comment on table core.paragraph is 'Paragraphs as given, of every version of an article: what spans point into.';
