-- grain: one row per touched series key, as it should stand in core.observation
create or replace view core.observation_now as
with

ranked as (
    -- the last terms only make the order total, so that a refresh and a rebuild choose alike
    select
        *,
        row_number() over (
            partition by observation_no
            order by published desc nulls last, confidence desc nulls last, p, char_start, figure_id
        ) as standing,
        row_number() over (
            partition by observation_no, source
            order by published desc nulls last, confidence desc nulls last, p, char_start, figure_id
        ) as standing_in_source
    from core.series_mention
),

standing_mentions as (
    select * from ranked where standing = 1
),

spreads as (
    select
        ranked.observation_no,
        -- a story counts once, however many pages tell it; so do the same words on pages that are otherwise unlike
        least(count(distinct ranked.story_no), count(distinct ranked.span_id)) as n_mentions,
        count(distinct ranked.value) as n_values,
        count(distinct ranked.source) as n_sources,
        min(ranked.value) as obs_min,
        max(ranked.value) as obs_max,
        -- 0.5 % is what rounding to three digits can hide
        max(ranked.value) filter (where ranked.standing_in_source = 1) - min(ranked.value) filter (where ranked.standing_in_source = 1)
            > 0.005 * max(abs(ranked.value)) filter (where ranked.standing_in_source = 1) as in_conflict,
        -- a restated target is as old as the value that stands
        min(ranked.published) filter (where ranked.value = standing_mentions.value) as first_published
    from ranked
    inner join standing_mentions using (observation_no)
    group by ranked.observation_no
),

merged_places as (
    -- units of 2025-07-01 that are not one old unit as it was: their numbers start a new series
    select new_id as place_id
    from core.crosswalk
    group by new_id
    having count(*) > 1 or not bool_and(whole)
),

described as (
    select
        standing_mentions.*,
        spreads.* exclude (observation_no),
        merged_places.place_id is not null
            and measure = 'A'
            and period_end >= date '2025-07-01'
            and row_number() over (
                partition by ref_area, programme, indicator, part, measure, basis, unit_measure, per
                order by period_end >= date '2025-07-01' desc, period_end, standing_mentions.observation_no
            ) = 1 as starts_series
    from standing_mentions
    inner join spreads using (observation_no)
    left join merged_places on merged_places.place_id = standing_mentions.ref_area
)

select
    core.observation_key(
        ref_area, programme, indicator, part, measure, basis, unit_measure, per, freq, time_period
    ) as observation_id,
    ref_area,
    programme,
    indicator,
    part,
    measure,
    basis,
    unit_measure,
    per,
    freq,
    time_period,
    period_start,
    period_end,
    value as obs_value,
    value_high as obs_value_high,
    out_of,
    case
        when in_conflict or confidence < 0.5 then 'U'
        when starts_series then 'B'
        -- a result told long before its period is over can only be a forecast; one told shortly before, provisional
        when measure = 'A' and published < period_end - 90 then 'F'
        when measure = 'A' and published < period_end then 'P'
        when comparator = 'approx' then 'E'
        else 'A'
    end as obs_status,
    comparator,
    n_mentions,
    n_values,
    n_sources,
    obs_min,
    obs_max,
    in_conflict,
    confidence,
    figure_id,
    first_published,
    published,
    observation_no,
    core.number_of(core.observation_key(
        coalesce(today_place.today_id, ref_area),
        programme,
        indicator,
        part,
        measure,
        basis,
        unit_measure,
        per,
        freq,
        time_period
    )) as today_no,
    core.sum_number(
        place.parent_id, programme, indicator, part, measure, basis, unit_measure, per, freq, time_period
    ) as sum_no
from described
left join core.today_place as today_place on today_place.place_id = described.ref_area
left join core.place as place on place.place_id = described.ref_area;

comment on view core.observation_now is 'What core.observation should say of the series in core.touched: empty between refreshes.';
