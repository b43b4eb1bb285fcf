-- grain: one row per article whose signature came, changed or went since the last refresh (possibly several times)
create table core.retold (
    article_url varchar not null
);
comment on table core.retold is 'Articles whose story is to be looked up by the next refresh; written in the articles'' own transaction.';
