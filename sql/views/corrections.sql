-- grain: one row per corrected field
-- key: figure_id, field
create or replace view main.corrections as
select
    correction.figure_id,
    correction.field,
    correction.value,
    correction.expected,
    correction.reason,
    correction.made_by,
    correction.made_on,
    outcome.article_url,
    outcome.as_read,
    case
        when outcome.figure_id is null then 'unmatched'
        when outcome.applied then 'applied'
        else 'stale'
    end as status
from core.correction as correction
left join core.correction_outcome as outcome using (figure_id, field);

comment on view main.corrections is 'What users corrected, and whether it still meets its number: applied; stale (the text no longer says what was expected); unmatched.';
comment on column main.corrections.value is 'The right value; empty: the field is emptied.';
comment on column main.corrections.status is 'applied, stale or unmatched.';
