-- grain: one row per touched series key that a mention tells, as it should stand; whether it starts anew is not known yet
create or replace temp table fresh_observation as
with

first_in_line as (
    select observation_no, min(standing) as standing from told group by observation_no
),

-- two figures may begin at one place of a text
at_the_head as (
    select told.row_no, told.published
    from told
    semi join first_in_line using (observation_no, standing)
),

standing_mention as (
    select mention.*, at_the_head.published
    from core.mention as mention
    inner join at_the_head on at_the_head.row_no = mention.rowid
    qualify row_number() over (partition by mention.observation_no order by mention.figure_id) = 1
),

said_last as (
    -- the value only makes the order total, so that a refresh and a rebuild choose alike
    select observation_no, arg_min(value, row(standing, value)) as value from told group by observation_no, source_no
),

conflicts as (
    -- 0.5 % is what rounding to three digits can hide
    select observation_no, max(value) - min(value) > 0.005 * max(abs(value)) as in_conflict
    from said_last
    group by observation_no
),

spreads as (
    select
        told.observation_no,
        -- a story counts once, however many pages tell it; so do the same words on pages that are otherwise unlike
        least(count(distinct told.story_no), count(distinct told.span_id)) as n_mentions,
        count(distinct told.value) as n_values,
        count(distinct told.source_no) as n_sources,
        min(told.value) as obs_min,
        max(told.value) as obs_max,
        -- a restated target is as old as the value that stands
        min(told.published) filter (where told.value = standing_mention.value) as first_published,
        bool_or(told.tells_whole) as tells_whole
    from told
    inner join standing_mention using (observation_no)
    group by told.observation_no
)

select
    printf('%016x', observation_no) as observation_id,
    touched.ref_area,
    touched.programme,
    touched.indicator,
    touched.part,
    touched.measure,
    touched.basis,
    touched.unit_measure,
    touched.per,
    touched.freq,
    touched.time_period,
    standing_mention.period_start,
    standing_mention.period_end,
    standing_mention.value as obs_value,
    standing_mention.value_high as obs_value_high,
    standing_mention.out_of,
    core.status_of(
        in_conflict,
        standing_mention.confidence,
        false,
        measure,
        standing_mention.published,
        standing_mention.period_end,
        standing_mention.comparator
    ) as obs_status,
    standing_mention.comparator,
    spreads.n_mentions,
    spreads.n_values,
    spreads.n_sources,
    spreads.obs_min,
    spreads.obs_max,
    conflicts.in_conflict,
    standing_mention.confidence,
    standing_mention.figure_id,
    spreads.first_published,
    standing_mention.published,
    observation_no,
    touched.today_no,
    touched.sum_no,
    touched.topic_no,
    spreads.tells_whole or touched.tells_whole as tells_whole
from standing_mention
inner join spreads using (observation_no)
inner join conflicts using (observation_no)
inner join touched using (observation_no);
