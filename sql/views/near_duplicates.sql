-- grain: one row per article whose story other articles tell too
-- key: article_url
create or replace view main.near_duplicates as
with

pairs as (
    select article_url, similarity from core.likeness
    union all
    select other_url, similarity from core.likeness
),

nearest as (
    select article_url, max(similarity) as similarity from pairs group by article_url
),

told as (
    select
        story.story_url,
        story.article_url,
        coalesce(article.source, main.site_of(article.article_url)) as source,
        article.title,
        article.published
    from core.story as story
    inner join core.article as article using (article_url)
)

select
    told.story_url,
    told.article_url,
    told.article_url = told.story_url as is_first,
    told.source,
    told.title,
    told.published,
    round(nearest.similarity, 3) as similarity,
    count(*) over (partition by told.story_url) as n_articles,
    count(distinct told.source) over (partition by told.story_url) as n_sources
from told
inner join nearest using (article_url);

comment on view main.near_duplicates is 'Articles that tell a story which others tell too, in nearly the same words and with the same numbers: observations count it once.';
comment on column main.near_duplicates.is_first is 'Whether it is the one that told it first.';
comment on column main.near_duplicates.similarity is 'Share of three words in a row that it has in common with the nearest of the others.';
comment on column main.near_duplicates.n_articles is 'Articles that tell the story.';
comment on column main.near_duplicates.n_sources is 'Publishers that tell it.';
