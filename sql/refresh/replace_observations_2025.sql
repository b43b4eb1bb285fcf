-- grain: one row per series key in the boundaries of 2025-07-01 that a refreshed observation is told in
create or replace temp table touched_today as
select today_no from touched
union
select today_no from fresh_observation;

create or replace temp table stale_observation_2025 as
select
    observation.rowid as row_no,
    observation.observation_no,
    chosen_topic.in_full,
    observation.today_no in (select today_no from touched_today) as is_touched
from core.observation_2025 as observation
inner join chosen_topic using (topic_no)
where chosen_topic.in_full or observation.today_no in (select today_no from touched_today);

create or replace temp table fresh_observation_2025 as
with

placed as (
    select
        observation.*,
        observation.ref_area in (select old_id from core.crosswalk) as is_old,
        today_place.today_id is not null as is_whole,
        today_place.today_id as new_id,
        coalesce(today_place.n_old, 1) as n_old,
        core.is_additive(observation.unit_measure)
            and coalesce(indicator.additive, true)
            and observation.per is null as is_additive
    from standing_observation as observation
    semi join touched_today using (today_no)
    left join core.today_place as today_place on today_place.place_id = observation.ref_area
    left join core.indicator as indicator using (indicator)
),

sums as (
    select
        new_id as ref_area,
        programme,
        indicator,
        part,
        measure,
        basis,
        unit_measure,
        per,
        freq,
        time_period,
        today_no,
        topic_no,
        any_value(n_old) as n_old,
        min(period_start) as period_start,
        min(period_end) as period_end,
        sum(obs_value order by observation_no) as obs_value,
        case when any_value(n_old) = 1 then max(obs_value_high) end as obs_value_high,
        case when count(out_of) = count(*) then sum(out_of order by observation_no) end as out_of,
        case when bool_or(obs_status = 'U') then 'U' when count(distinct obs_status) = 1 then min(obs_status) else 'E' end
            as obs_status,
        min(comparator) as comparator,
        cast(sum(n_mentions) as bigint) as n_mentions,
        max(n_values) as n_values,
        max(n_sources) as n_sources,
        sum(obs_min order by observation_no) as obs_min,
        sum(obs_max order by observation_no) as obs_max,
        bool_or(in_conflict) as in_conflict,
        min(confidence) as confidence,
        first(figure_id order by obs_value desc, figure_id) as figure_id,
        case when count(*) > 1 then list(figure_id order by figure_id) end as figure_ids,
        max(first_published) as first_published,
        max(published) as published,
        count(*) = any_value(n_old) and (any_value(n_old) = 1 or bool_and(is_additive)) as is_complete
    from placed
    where is_old and is_whole
    group by all
),

rolled_up as (
    select
        printf('%016x', sums.today_no) as observation_id,
        sums.* exclude (is_complete, n_old),
        sums.today_no as observation_no,
        core.sum_number(
            place.parent_id, programme, indicator, part, measure, basis, unit_measure, per, freq, time_period
        ) as sum_no,
        case n_old when 1 then 'one old unit, undivided' else n_old || ' old units added up' end as boundaries
    from sums
    left join core.place as place on place.place_id = sums.ref_area
    where is_complete
),

left_as_they_are as (
    select
        placed.* exclude (is_old, is_whole, new_id, n_old, is_additive),
        case
            when not placed.is_old then 'as reported'
            when not placed.is_whole then 'old boundaries: the unit was divided, or joined with a part of another'
            when not placed.is_additive then 'old boundaries: a share or an average cannot be added up'
            else 'old boundaries: not every part of the new unit is reported'
        end as boundaries
    from placed
    where not exists (
        select 1 from sums
        where sums.is_complete and placed.is_old and placed.is_whole and sums.today_no = placed.today_no
    )
),

together as (
    select * from left_as_they_are
    union all by name
    select * from rolled_up
)

-- what a new unit says of its own past goes before the sum of its parts
select *
from together
qualify row_number() over (partition by observation_no order by boundaries = 'as reported' desc, boundaries) = 1;

delete from core.observation_2025
where rowid in (select row_no from stale_observation_2025 where is_touched);
insert into core.observation_2025 by name
select * from fresh_observation_2025 order by topic_no;

-- in the boundaries as reported and in today's, so that one set of rules judges both: what was refreshed
create or replace temp view refreshed as
select 'reported' as boundary_set, * exclude (tells_whole), 'as reported' as boundaries
from fresh_observation
union all by name
select 'today' as boundary_set, *
from fresh_observation_2025;
