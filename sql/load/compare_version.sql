-- grain: one row per chosen article: what comes in beside what is stored, and what differs
create or replace temp table compared_version as
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

-- a number is what it amounts to: a new translation may write it in other words, or another script
old_figures as (
    select
        article_url,
        list(mention order by p, char_start) as mentions,
        list_sort(list(concat_ws(' ', value, value_high, out_of, unit))) as amounts,
        list_sort(list(concat_ws(' ', value, value_high, out_of, unit, period_end))) as dated_amounts
    from core.mention
    where article_url in (select article_url from chosen_article where is_known)
    group by article_url
),

new_figures as (
    select
        article_url,
        list(mention order by p, char_start) as mentions,
        list_sort(list(concat_ws(' ', value, value_high, out_of, unit))) as amounts,
        list_sort(list(concat_ws(' ', value, value_high, out_of, unit, period_end))) as dated_amounts
    from staged_corrected
    where article_url in (select article_url from chosen_article)
    group by article_url
),

beside_each_other as (
    select
        incoming.*,
        stored.article_url is null as is_first,
        coalesce(stored.version, 0) + 1 as new_version,
        coalesce(stored.withdrawn, false) as was_withdrawn,
        coalesce(stored.title, '') as old_title,
        incoming.title is distinct from stored.title as retitled,
        incoming.published is distinct from stored.published as redated,
        coalesce(old_paragraphs.texts, []) as old_texts,
        incoming.text_sha256 is distinct from stored.text_sha256
            and incoming.paragraphs is distinct from coalesce(old_paragraphs.texts, []) as rewritten,
        coalesce(old_figures.mentions, []) as old_mentions,
        coalesce(new_figures.mentions, []) as new_mentions,
        coalesce(old_figures.amounts, []) as old_amounts,
        coalesce(new_figures.amounts, []) as new_amounts,
        coalesce(old_figures.dated_amounts, []) as old_dated_amounts,
        coalesce(new_figures.dated_amounts, []) as new_dated_amounts
    from incoming
    left join stored on stored.article_url = incoming.url
    left join old_paragraphs on old_paragraphs.article_url = incoming.url
    left join old_figures on old_figures.article_url = incoming.url
    left join new_figures on new_figures.article_url = incoming.url
)

select
    * exclude (paragraphs, old_mentions, new_mentions),
    paragraphs as texts,
    list_filter(paragraphs, lambda prose: not list_contains(old_texts, prose)) as added,
    list_filter(old_texts, lambda prose: not list_contains(paragraphs, prose)) as removed,
    list_filter(new_mentions, lambda m: not list_contains(old_mentions, m)) as mentions_added,
    list_filter(old_mentions, lambda m: not list_contains(new_mentions, m)) as mentions_removed
from beside_each_other
where is_first or was_withdrawn or rewritten or retitled or redated;
