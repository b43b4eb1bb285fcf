-- grain: one row per number to put in quarantine: what the reader held back and no user released, what a user dropped
create or replace temp table staged_quarantined as
select held_back.* exclude (span_id)
from staged_held_back as held_back
where quarantine_id not in (select figure_id from staged_corrected)
union all by name
select
    dropped.figure_id as quarantine_id,
    mention.article_url,
    mention.p,
    mention.char_start,
    mention.char_end,
    mention.sentence,
    mention.mention,
    'corrected: ' || dropped.reason as reason
from staged_correction as dropped
inner join staged_mention as mention using (figure_id)
where dropped.field = 'drop' and dropped.applied;
