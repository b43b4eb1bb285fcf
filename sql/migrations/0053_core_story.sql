-- grain: one row per article whose story other articles tell too
create table core.story (
    article_url varchar not null,
    story_url varchar not null
);
comment on table core.story is 'Connected components of core.likeness; an article that is not here tells a story of its own.';
