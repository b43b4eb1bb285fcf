-- grain: one row per site whose newest articles yield less than a third of the figures that its articles used to
-- severity: warn
with

yields as (
    select
        main.site_of(article.article_url) as site,
        article.article_url,
        article.published,
        count(mention.figure_id) as n_figures
    from core.article as article
    left join core.mention as mention using (article_url)
    where not article.withdrawn
    group by article.article_url, article.published
),

ranked as (
    select *, row_number() over (partition by site order by published desc nulls last, article_url) as recency
    from yields
)

select
    site,
    avg(n_figures) filter (where recency <= 20) as newest_mean,
    avg(n_figures) filter (where recency > 20) as earlier_mean
from ranked
group by site
-- fewer than twenty earlier articles are no history
having count(*) >= 40 and newest_mean < earlier_mean / 3
