-- grain: one row per boundary set, place above, and series key in core.changed of which every sub-place reports an achievement
create or replace view core.sub_place_sum as
with

-- few of all observations: found before they are joined with anything
parts_of_changed as materialized (
    select * from core.judged_observation
    where sum_no in (select observation_no from core.changed)
),

reports as (
    select
        observation.*,
        place.parent_id,
        coalesce(observation.period_end, observation.published) as dated
    from parts_of_changed as observation
    semi join core.changed as changed
        on changed.boundary_set = observation.boundary_set and changed.observation_no = observation.sum_no
    inner join core.place as place on place.place_id = observation.ref_area
    inner join core.indicator as indicator using (indicator)
    where
        observation.measure = 'A'
        and place.parent_id is not null
        and place.kind <> 'region'
        and core.is_additive(observation.unit_measure)
        and indicator.additive
        and observation.per is null
        and (observation.boundary_set = 'reported' or place.valid_to is null)
        and (
            observation.boundary_set = 'today'
            or coalesce(observation.period_end, observation.published)
            between coalesce(place.valid_from, date '1900-01-01') and coalesce(place.valid_to, date '9999-12-31')
        )
),

sums as (
    select
        boundary_set,
        parent_id as ref_area,
        programme,
        indicator,
        part,
        basis,
        unit_measure,
        freq,
        time_period,
        sum_no,
        min(period_start) as period_start,
        min(dated) as dated,
        sum(obs_value order by observation_id) as obs_value,
        count(distinct ref_area) as n_reports,
        bool_or(in_conflict) as in_conflict,
        first(figure_id order by published desc, figure_id) as figure_id,
        flatten(list(figure_ids order by observation_id)) as figure_ids,
        max(published) as published
    from reports
    group by boundary_set, parent_id, programme, indicator, part, basis, unit_measure, freq, time_period, sum_no
),

needed as (
    select sums.ref_area, sums.boundary_set, sums.dated, count(*) as n_places
    from (select distinct ref_area, boundary_set, dated from sums) as sums
    inner join core.place as place
        on
            place.parent_id = sums.ref_area
            and place.kind <> 'region'
            and (
                (sums.boundary_set = 'today' and place.valid_to is null)
                or (
                    sums.boundary_set = 'reported'
                    and sums.dated between coalesce(place.valid_from, date '1900-01-01')
                    and coalesce(place.valid_to, date '9999-12-31')
                )
            )
    group by all
)

select sums.* exclude (n_reports)
from sums
inner join needed using (ref_area, boundary_set, dated)
where sums.n_reports = needed.n_places and needed.n_places > 1;

comment on view core.sub_place_sum is 'Achievements of a place as the sum of its sub-places, only where all of them report the same moment or period: what core.place_sum should say of core.changed.';
comment on column core.sub_place_sum.dated is 'Day of the stock, or last day of the flow.';
comment on column core.sub_place_sum.figure_ids is 'All mentions that the sum rests on.';
