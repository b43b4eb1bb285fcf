-- grain: one row per chosen article whose title or text differs from what is stored (none where nothing changed)
insert into core.article_version
with

incoming as (
    select * from staged_article where url in (select article_url from chosen_article)
),

stored as (
    select * from core.article where article_url in (select article_url from chosen_article where is_known)
),

old_paragraphs as (
    select paragraph.article_url, list(paragraph.text order by paragraph.p) as texts
    from core.paragraph as paragraph
    inner join stored using (article_url, version)
    group by paragraph.article_url
),

old_mentions as (
    select article_url, list(mention order by p, char_start) as mentions
    from core.mention
    where article_url in (select article_url from chosen_article where is_known)
    group by article_url
),

new_mentions as (
    select article_url, list(mention order by p, char_start) as mentions
    from staged_corrected
    group by article_url
),

beside_each_other as (
    select
        incoming.*,
        stored.article_url is null as is_first,
        coalesce(stored.version, 0) + 1 as new_version,
        coalesce(stored.withdrawn, false) as was_withdrawn,
        stored.title as old_title,
        stored.published as old_published,
        stored.text_sha256 as old_sha256,
        coalesce(old_paragraphs.texts, []) as old_texts,
        coalesce(old_mentions.mentions, []) as old_found,
        coalesce(new_mentions.mentions, []) as new_found
    from incoming
    left join stored on stored.article_url = incoming.url
    left join old_paragraphs on old_paragraphs.article_url = incoming.url
    left join old_mentions on old_mentions.article_url = incoming.url
    left join new_mentions on new_mentions.article_url = incoming.url
),

compared as (
    select
        *,
        title is distinct from old_title as retitled,
        published is distinct from old_published as redated,
        text_sha256 is distinct from old_sha256 and paragraphs is distinct from old_texts as rewritten,
        list_filter(paragraphs, lambda text: not list_contains(old_texts, text)) as added,
        list_filter(old_texts, lambda text: not list_contains(paragraphs, text)) as removed,
        list_filter(new_found, lambda m: not list_contains(old_found, m)) as mentions_added,
        list_filter(old_found, lambda m: not list_contains(new_found, m)) as mentions_removed
    from beside_each_other
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
