-- grain: one row per figure to store: what was read, with the user's corrections over it, and what the user released
create or replace temp table staged_corrected as
with

fields_by_figure as (
    select figure_id, map_from_entries(list((field, coalesce(value, '')))) as fields
    from staged_correction
    where applied
    group by figure_id
),

released as (
    select
        quarantine_id as figure_id,
        held_back.* exclude (quarantine_id, reason)
    from staged_held_back as held_back
    inner join fields_by_figure on fields_by_figure.figure_id = held_back.quarantine_id
    -- a release says what the number means, for the reader did not
    where list_has_all(map_keys(fields_by_figure.fields), ['release', 'value', 'unit', 'role'])
),

everything as (
    select * from staged_mention
    union all by name
    select * from released
),

figures_to_store as (
    select
        everything.figure_id,
        everything.span_id,
        everything.article_url,
        everything.p,
        everything.char_start,
        everything.char_end,
        everything.sentence,
        everything.mention,
        cast(corrected(fields, 'value', cast(everything.value as varchar)) as double) as value,
        cast(corrected(fields, 'value_high', cast(everything.value_high as varchar)) as double) as value_high,
        cast(corrected(fields, 'out_of', cast(everything.out_of as varchar)) as double) as out_of,
        corrected(fields, 'unit', everything.unit) as unit,
        corrected(fields, 'per', everything.per) as per,
        corrected(fields, 'comparator', everything.comparator) as comparator,
        corrected(fields, 'role', everything.role) as role,
        corrected(fields, 'basis', everything.basis) as basis,
        cast(corrected(fields, 'period_start', cast(everything.period_start as varchar)) as date) as period_start,
        cast(corrected(fields, 'period_end', cast(everything.period_end as varchar)) as date) as period_end,
        corrected(fields, 'place', everything.place) as place,
        corrected(fields, 'place_id', everything.place_id) as place_id,
        corrected(fields, 'programme', everything.programme) as programme,
        corrected(fields, 'indicator', everything.indicator) as indicator,
        corrected(fields, 'part', everything.part) as part,
        corrected(fields, 'item', everything.item) as item,
        -- a person looked at it
        case when fields is null then everything.confidence else 1.0 end as confidence,
        everything.evidence,
        fields is not null as corrected
    from everything
    left join fields_by_figure using (figure_id)
    where not coalesce(list_contains(map_keys(fields), 'drop'), false)
)

select
    *,
    core.mention_number(
        place_id, programme, indicator, part, role, basis, unit, per, period_start, period_end, value
    ) as observation_no,
    core.name_number(article_url) as article_no
from figures_to_store;
