-- grain: one row per version of an article's title or text
-- key: article_url, version
create or replace view main.dim_article as
select
    version.article_url,
    version.version,
    version.version = article.version as is_current,
    article.withdrawn,
    article.slug,
    article.origin_url,
    version.title,
    version.source,
    version.published,
    version.text_sha256,
    version.change,
    version.paragraphs_added,
    version.paragraphs_removed,
    version.mentions_added,
    version.mentions_removed,
    article.lang,
    article.layout,
    version.fetched_at,
    version.run_id
from core.article_version as version
inner join core.article as article using (article_url);

comment on view main.dim_article is 'Articles, one row for every version of a text that changed, with what changed.';
