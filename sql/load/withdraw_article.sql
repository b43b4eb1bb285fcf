-- grain: one row per chosen article whose page is gone: its facts leave, its text stays as history
insert into core.article_version by name
with

lost_mentions as (
    select article_url, list(mention order by p, char_start) as mentions
    from core.mention
    where article_url in (select article_url from chosen_article)
    group by article_url
)

select
    article.article_url,
    article.version + 1 as version,
    article.title,
    article.source,
    article.published,
    article.text_sha256,
    'withdrawn' as change,
    []::varchar[] as paragraphs_added,
    []::varchar[] as paragraphs_removed,
    []::varchar[] as mentions_added,
    coalesce(lost_mentions.mentions, []) as mentions_removed,
    cast(getvariable('fetched_at') as timestamp) as fetched_at,
    getvariable('run_id') as run_id
from core.article as article
semi join chosen_article using (article_url)
left join lost_mentions using (article_url);

update core.article set withdrawn = true, version = version + 1
where article_url in (select article_url from chosen_article);
