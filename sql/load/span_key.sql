-- grain: one key per span of an article's text
-- Counts the repeat of a paragraph instead of its number, so that a paragraph put in above leaves the key as it was.
create or replace temp macro span_key(url, paragraph_text, repeat, char_start, char_end) as
    left(sha256(concat_ws(chr(10), url, paragraph_text, repeat, char_start, char_end)), 16);
