-- grain: one row per series key in the boundaries of 2025-07-01, where they can be told in them
create or replace view main.observations_2025 as
with

single_successors as (
    select old_id, min(new_id) as new_id, bool_and(whole) and count(*) = 1 as is_whole
    from core.crosswalk
    group by old_id
),

made_of as (
    -- a unit that also took in a part of another one is never the sum of its whole parts
    select new_id, count(*) as n_old, bool_and(whole) as is_whole
    from core.crosswalk
    group by new_id
),

placed as (
    select
        observation.*,
        single_successors.old_id is not null as is_old,
        coalesce(single_successors.is_whole and made_of.is_whole, false) as is_whole,
        single_successors.new_id,
        coalesce(made_of.n_old, 1) as n_old,
        core.is_additive(observation.unit_measure)
            and coalesce(indicator.additive, true)
            and observation.per is null as is_additive
    from main.observations as observation
    left join single_successors on single_successors.old_id = observation.ref_area
    left join made_of using (new_id)
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
        any_value(n_old) as n_old,
        min(period_start) as period_start,
        min(period_end) as period_end,
        sum(obs_value order by observation_id) as obs_value,
        case when any_value(n_old) = 1 then max(obs_value_high) end as obs_value_high,
        case when count(out_of) = count(*) then sum(out_of order by observation_id) end as out_of,
        case when bool_or(obs_status = 'U') then 'U' when count(distinct obs_status) = 1 then min(obs_status) else 'E' end
            as obs_status,
        min(comparator) as comparator,
        cast(sum(n_mentions) as bigint) as n_mentions,
        max(n_values) as n_values,
        max(n_sources) as n_sources,
        sum(obs_min order by observation_id) as obs_min,
        sum(obs_max order by observation_id) as obs_max,
        bool_or(in_conflict) as in_conflict,
        min(confidence) as confidence,
        first(figure_id order by obs_value desc, figure_id) as figure_id,
        list(figure_id order by figure_id) as figure_ids,
        max(first_published) as first_published,
        max(published) as published,
        count(*) = any_value(n_old) and (any_value(n_old) = 1 or bool_and(is_additive)) as is_complete
    from placed
    where is_old and is_whole
    group by all
),

rolled_up as (
    select
        core.observation_key(
            ref_area, programme, indicator, part, measure, basis, unit_measure, per, freq, time_period
        ) as observation_id,
        * exclude (is_complete, n_old),
        case n_old when 1 then 'one old unit, undivided' else n_old || ' old units added up' end as boundaries
    from sums
    where is_complete
),

left_as_they_are as (
    select
        placed.* exclude (is_old, is_whole, new_id, n_old, is_additive),
        [placed.figure_id] as figure_ids,
        case
            when not placed.is_old then 'as reported'
            when not placed.is_whole then 'old boundaries: the unit was divided, or joined with a part of another'
            when not placed.is_additive then 'old boundaries: a share or an average cannot be added up'
            else 'old boundaries: not every part of the new unit is reported'
        end as boundaries
    from placed
    where not exists (
        select 1 from sums
        where
            sums.is_complete
            and placed.is_old
            and placed.is_whole
            and sums.ref_area = placed.new_id
            and sums.indicator = placed.indicator
            and sums.measure = placed.measure
            and sums.unit_measure = placed.unit_measure
            and sums.freq = placed.freq
            and sums.programme is not distinct from placed.programme
            and sums.part is not distinct from placed.part
            and sums.basis is not distinct from placed.basis
            and sums.per is not distinct from placed.per
            and sums.time_period is not distinct from placed.time_period
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
qualify row_number() over (partition by observation_id order by boundaries = 'as reported' desc, boundaries) = 1;

comment on view main.observations_2025 is 'Observations in today''s boundaries: old units rolled into their successors where the crosswalk is whole; boundaries says where it is not.';
comment on column main.observations_2025.boundaries is 'as reported; one old unit, undivided; N old units added up; or why the row keeps its old boundaries.';
comment on column main.observations_2025.figure_ids is 'All mentions that the value rests on.';
