-- grain: one row per two articles that tell the same story (the lesser address first)
create table core.likeness (
    article_url varchar not null,
    other_url varchar not null,
    similarity double not null
);
comment on table core.likeness is 'Articles that tell the same story: most of the words in a row, all the numbers, days apart at most.';
comment on column core.likeness.other_url is 'The other article.';
comment on column core.likeness.similarity is 'Share of shingles that both have, of those that either has.';
