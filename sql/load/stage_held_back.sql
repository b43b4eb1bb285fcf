-- grain: one row per incoming number in quarantine, before corrections
create or replace temp table staged_held_back as
select
    span_key(paragraph.url, paragraph.text, paragraph.repeat, incoming.char_start, incoming.char_end) as quarantine_id,
    left(sha256(concat_ws(chr(10), paragraph.text, incoming.char_start, incoming.char_end)), 16) as span_id,
    paragraph.url as article_url,
    incoming.* exclude (article_id)
from incoming_quarantine as incoming
inner join staged_paragraph as paragraph using (article_id, p);
