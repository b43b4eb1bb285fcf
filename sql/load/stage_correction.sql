-- grain: one row per correction whose number is in the batch; applied unless the text no longer says what was expected
create or replace temp table staged_correction as
with

readings as (
    select figure_id, article_url, unnest(map_entries(map {
        'value': cast(value as varchar),
        'value_high': cast(value_high as varchar),
        'out_of': cast(out_of as varchar),
        'unit': unit,
        'per': per,
        'comparator': comparator,
        'role': role,
        'basis': basis,
        'period_start': cast(period_start as varchar),
        'period_end': cast(period_end as varchar),
        'place': place,
        'place_id': place_id,
        'programme': programme,
        'indicator': indicator,
        'part': part,
        'item': item,
        'drop': mention
    })) as reading
    from staged_mention
    union all
    select quarantine_id, article_url, unnest(map_entries(map {'release': reason})) as reading
    from staged_held_back
),

read_fields as (
    select figure_id, article_url, reading.key as field, reading.value as as_read from readings
),

released_fields as (
    -- the fields given with a release meet nothing that was read
    select held_back.quarantine_id as figure_id, held_back.article_url, correction.field, null as as_read
    from core.correction as correction
    inner join staged_held_back as held_back on held_back.quarantine_id = correction.figure_id
    where correction.field not in ('release', 'drop')
),

met as (
    select * from read_fields
    union all
    select * from released_fields
)

select
    met.figure_id,
    met.article_url,
    met.field,
    correction.value,
    correction.reason,
    met.as_read,
    coalesce(
        correction.expected = ''
        or correction.expected = met.as_read
        or try_cast(correction.expected as double) = try_cast(met.as_read as double),
        correction.expected is null
    ) as applied
from met
inner join core.correction as correction using (figure_id, field);
