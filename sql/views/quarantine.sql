-- grain: one row per number that is not believed
-- key: quarantine_id
create or replace view main.quarantine as
select
    held_back.quarantine_id,
    held_back.article_url,
    article.slug,
    article.origin_url,
    article.title,
    article.source,
    article.published,
    held_back.p,
    held_back.char_start,
    held_back.char_end,
    held_back.sentence,
    held_back.mention,
    held_back.reason,
    held_back.extractor_version,
    article.fetched_at,
    held_back.run_id
from core.held_back as held_back
inner join core.article as article using (article_url);

comment on view main.quarantine is 'Numbers that were read but are not believed, with the reason; never part of the facts.';
comment on column main.quarantine.reason is 'The rule that held the number back, or "corrected: …" where a user did.';
