-- grain: one row per article whose title or text differs from what is stored (none where nothing changed)
insert into core.article_version
with

incoming as (
    select * from staged_article where url = getvariable('article_url')
),

stored as (
    select * from core.article where article_url = getvariable('article_url')
),

old_paragraphs as (
    select coalesce(list(paragraph.text order by paragraph.p), []) as texts
    from core.paragraph as paragraph
    inner join stored using (article_url, version)
),

old_mentions as (
    select coalesce(list(mention order by p, char_start), []) as mentions
    from core.mention where article_url = getvariable('article_url')
),

new_mentions as (
    select coalesce(list(mention order by p, char_start), []) as mentions
    from staged_corrected where article_url = getvariable('article_url')
),

compared as (
    select
        incoming.*,
        coalesce(stored.version, 0) + 1 as new_version,
        stored.article_url is null as is_first,
        coalesce(stored.withdrawn, false) as was_withdrawn,
        incoming.title is distinct from stored.title as retitled,
        incoming.published is distinct from stored.published as redated,
        incoming.text_sha256 is distinct from stored.text_sha256
            and incoming.paragraphs is distinct from old_paragraphs.texts as rewritten,
        list_filter(incoming.paragraphs, lambda text: not list_contains(old_paragraphs.texts, text)) as added,
        list_filter(old_paragraphs.texts, lambda text: not list_contains(incoming.paragraphs, text)) as removed,
        list_filter(new_mentions.mentions, lambda m: not list_contains(old_mentions.mentions, m)) as mentions_added,
        list_filter(old_mentions.mentions, lambda m: not list_contains(new_mentions.mentions, m)) as mentions_removed
    from incoming
    left join stored on true
    cross join old_paragraphs
    cross join old_mentions
    cross join new_mentions
)

select
    url,
    new_version,
    title,
    source,
    published,
    text_sha256,
    case
        when is_first then 'first seen'
        when was_withdrawn then 'restored'
        when rewritten and (len(mentions_added) > 0 or len(mentions_removed) > 0) then 'figures changed'
        when rewritten then 'text changed'
        when retitled then 'retitled'
        else 'redated'
    end as change,
    added,
    removed,
    mentions_added,
    mentions_removed,
    fetched_at,
    getvariable('run_id')
from compared
where is_first or was_withdrawn or rewritten or retitled or redated;
