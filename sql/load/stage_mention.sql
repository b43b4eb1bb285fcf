-- grain: one row per incoming figure, before corrections
create or replace temp table staged_mention as
select
    span_key(paragraph.url, paragraph.text, paragraph.repeat, incoming.char_start, incoming.char_end) as figure_id,
    -- the same words at the same place of the same paragraph, on whatever page: a syndicated copy counts once
    left(sha256(concat_ws(chr(10), paragraph.text, incoming.char_start, incoming.char_end)), 16) as span_id,
    paragraph.url as article_url,
    incoming.* exclude (article_id)
from incoming_figures as incoming
inner join staged_paragraph as paragraph using (article_id, p);
