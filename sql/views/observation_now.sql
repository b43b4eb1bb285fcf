-- grain: one row per touched series key, as it should stand in core.observation
create or replace view core.observation_now as
with

told as materialized (
    -- the last terms only make the order total, so that a refresh and a rebuild choose alike
    select
        *,
        row(
            coalesce(date '9999-12-31' - published, 9999999), coalesce(-confidence, 1), p, char_start, figure_id
        ) as standing
    from core.series_mention
),

standing_mentions as (
    select unnest(arg_min(told, standing)) from told group by observation_no
),

said_last as (
    select observation_no, arg_min(value, standing) as value from told group by observation_no, source
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
        count(distinct told.source) as n_sources,
        min(told.value) as obs_min,
        max(told.value) as obs_max,
        -- a restated target is as old as the value that stands
        min(told.published) filter (where told.value = standing_mentions.value) as first_published,
        coalesce(bool_or(told.out_of > 0), false) as tells_whole
    from told
    inner join standing_mentions using (observation_no)
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
    period_start,
    period_end,
    value as obs_value,
    value_high as obs_value_high,
    out_of,
    core.status_of(in_conflict, confidence, false, measure, published, period_end, comparator) as obs_status,
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
    touched.today_no,
    touched.sum_no,
    touched.topic_no,
    spreads.tells_whole or touched.tells_whole as tells_whole
from standing_mentions
inner join spreads using (observation_no)
inner join conflicts using (observation_no)
inner join core.touched as touched using (observation_no);

comment on view core.observation_now is 'What core.observation should say of the series in core.touched, before any is known to start anew (obs_status B): empty between refreshes.';
comment on column core.observation_now.tells_whole is 'Whether a mention tells, or told, the size of a whole.';
