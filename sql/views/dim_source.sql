-- grain: one row per publisher that an article names as its source
-- key: source
create or replace view main.dim_source as
with

figures_by_article as (
    select article_url, count(*) as n_figures from core.mention group by article_url
)

select
    coalesce(article.source, '(not named)') as source,
    list(distinct site_of(article.article_url) order by site_of(article.article_url)) as sites,
    count(*) as n_articles,
    cast(coalesce(sum(figures_by_article.n_figures), 0) as bigint) as n_figures,
    min(article.published) as first_published,
    max(article.published) as last_published
from core.article as article
left join figures_by_article using (article_url)
where not article.withdrawn
group by all;

comment on view main.dim_source is 'Publishers that articles name as their source, with the sites that carried them.';
