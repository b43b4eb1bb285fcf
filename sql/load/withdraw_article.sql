-- grain: one article whose page is gone: its facts leave, its text stays as history
insert into core.article_version by name
select
    article_url,
    version + 1 as version,
    title,
    source,
    published,
    text_sha256,
    'withdrawn' as change,
    []::varchar[] as paragraphs_added,
    []::varchar[] as paragraphs_removed,
    []::varchar[] as mentions_added,
    (
        select coalesce(list(mention order by p, char_start), [])
        from core.mention where article_url = getvariable('article_url')
    ) as mentions_removed,
    cast(getvariable('fetched_at') as timestamp) as fetched_at,
    getvariable('run_id') as run_id
from core.article
where article_url = getvariable('article_url') and not withdrawn;

update core.article set withdrawn = true, version = version + 1
where article_url = getvariable('article_url') and not withdrawn;
