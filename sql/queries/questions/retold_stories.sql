-- grain: one row per story that several articles tell
-- question: Which stories do several pages or publishers tell in the same words, so that they count once?
select
    story_url,
    any_value(n_articles) as n_articles,
    any_value(n_sources) as n_sources,
    list(article_url order by published, article_url) as articles
from near_duplicates
group by story_url
order by n_articles desc, story_url;
