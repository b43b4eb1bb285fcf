-- grain: one row per figure whose mention is not what stands at its span
-- severity: fail
select
    mention.figure_id,
    mention.mention,
    substring(paragraph.text, mention.char_start + 1, mention.char_end - mention.char_start) as at_span
from core.mention as mention
inner join core.article as article using (article_url)
left join core.paragraph as paragraph
    on
        paragraph.article_url = mention.article_url
        and paragraph.version = article.version
        and paragraph.p = mention.p
where
    substring(paragraph.text, mention.char_start + 1, mention.char_end - mention.char_start)
    is distinct from mention.mention
