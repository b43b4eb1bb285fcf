-- grain: one row per configured source (of the URLs visited)
-- key: source
create or replace view main.freshness as
with

pages as (
    select
        url_state.source,
        count(*) as n_urls,
        count(*) filter (where url_state.outcome = 'failed') as n_failing,
        count(article.article_url) filter (where not article.withdrawn) as n_articles,
        max(article.published) filter (where not article.withdrawn) as newest_published,
        max(url_state.fetched_at) as last_visit_at,
        max(url_state.body_fetched_at) as last_body_at
    from core.url_state as url_state
    left join core.article as article on article.article_url = url_state.url
    group by url_state.source
)

select
    pages.source,
    pages.n_urls,
    pages.n_failing,
    pages.n_articles,
    pages.newest_published,
    pages.last_visit_at,
    pages.last_body_at,
    watermark.watermark
from pages
left join core.watermark as watermark using (source);

comment on view main.freshness is 'How fresh each configured source is: newest article, last visit, URLs that fail.';
comment on column main.freshness.source is 'Name of the source in the config.';
comment on column main.freshness.n_urls is 'URLs ever visited.';
comment on column main.freshness.n_failing is 'URLs whose last visit failed.';
comment on column main.freshness.newest_published is 'Publication of its newest article.';
comment on column main.freshness.last_visit_at is 'Last visit, UTC.';
comment on column main.freshness.last_body_at is 'Last visit that brought a page, UTC.';
