-- grain: one row per chosen article whose title or text differs from what is stored (none where nothing changed)
-- The first class that holds stands:
-- first seen, restored (it had been withdrawn);
-- extended: more paragraphs, three quarters of the old ones word for word, no number lost (a live page that grew);
-- typo: every paragraph and the title as before but for slips of the pen (see near_words.sql), the figures as before;
-- retranslated: the same numbers on the same day in as many paragraphs (give or take one), and most words differ;
-- figures changed: other numbers or units, or on the same day another end of the period they are for;
-- retitled: another title over the same paragraphs, slips of the pen aside; text changed: any other wording; redated.
insert into core.article_version
with

measured as (
    select
        url,
        len(texts) > len(old_texts)
            and len(old_texts) - len(removed) >= 0.75 * len(old_texts)
            and len(list_filter(old_amounts, lambda amount: not list_contains(new_amounts, amount))) = 0 as has_grown,
        new_amounts = old_amounts
            and len(new_amounts) > 0
            and not redated
            and abs(len(texts) - len(old_texts)) <= 1 as may_be_retranslated,
        new_amounts is distinct from old_amounts
            or (not redated and new_dated_amounts is distinct from old_dated_amounts) as has_other_figures,
        len(texts) = len(old_texts)
            and len(list_filter(list_zip(old_texts, texts), lambda pair: not near_words(pair[1], pair[2]))) = 0
            as has_near_text,
        near_words(old_title, coalesce(title, '')) as has_near_title,
        list_distinct(words_of(array_to_string(old_texts, ' '))) as old_words,
        list_distinct(words_of(array_to_string(texts, ' '))) as new_words
    from compared_version
    where not is_first and not was_withdrawn
)

select
    compared_version.url,
    new_version,
    title,
    source,
    published,
    text_sha256,
    case
        when is_first then 'first seen'
        when was_withdrawn then 'restored'
        when rewritten and has_grown then 'extended'
        when (rewritten or retitled) and has_near_text and has_near_title and not has_other_figures then 'typo'
        -- fewer than half of all the words that either uses are in both
        when
            rewritten
            and may_be_retranslated
            and 3 * len(list_intersect(old_words, new_words)) < len(old_words) + len(new_words)
            then 'retranslated'
        when rewritten and has_other_figures then 'figures changed'
        when retitled and has_near_text then 'retitled'
        when rewritten then 'text changed'
        else 'redated'
    end as change,
    added,
    removed,
    mentions_added,
    mentions_removed,
    fetched_at,
    getvariable('run_id')
from compared_version
left join measured using (url);
