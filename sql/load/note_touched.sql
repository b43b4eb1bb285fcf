-- grain: one row per observation that the figures in `touching` belong to
insert into core.touched by name
with

keyed as (
    select
        touching.*,
        core.measure_of(role) as measure,
        core.sdmx_freq(period_start, period_end) as freq,
        core.sdmx_period(period_start, period_end) as time_period,
        place.parent_id,
        coalesce(today_place.today_id, touching.place_id) as today_ref_area
    from touching
    left join core.place as place using (place_id)
    left join core.today_place as today_place using (place_id)
)

select distinct
    observation_no,
    core.number_of(core.observation_key(
        today_ref_area, programme, indicator, part, measure, basis, unit, per, freq, time_period
    )) as today_no,
    core.sum_number(
        keyed.parent_id, programme, indicator, part, measure, basis, unit, per, freq, time_period
    ) as sum_no,
    core.sum_number(
        today.parent_id, programme, indicator, part, measure, basis, unit, per, freq, time_period
    ) as today_sum_no,
    core.topic_number(today_ref_area, indicator) as topic_no,
    keyed.place_id as ref_area,
    today_ref_area,
    programme,
    indicator,
    part,
    measure,
    basis,
    unit as unit_measure,
    per,
    freq,
    time_period,
    tells_whole
from keyed
left join core.place as today on today.place_id = keyed.today_ref_area;
