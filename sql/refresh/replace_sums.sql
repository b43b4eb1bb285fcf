-- grain: one row per boundary set and sum of sub-places that the touched series may have changed
create or replace temp table changed_sum as
with

parts as (
    select 'reported' as boundary_set, sum_no, ref_area as part_of_sum, * exclude (sum_no, ref_area) from core.touched
    union all by name
    select 'today' as boundary_set, today_sum_no as sum_no, today_ref_area as part_of_sum, * exclude (sum_no, ref_area)
    from core.touched
)

select distinct
    parts.boundary_set,
    parts.sum_no,
    place.parent_id as ref_area,
    parts.programme,
    parts.indicator,
    parts.part,
    parts.basis,
    parts.unit_measure,
    parts.freq,
    parts.time_period
from parts
inner join core.place as place on place.place_id = parts.part_of_sum
where parts.sum_no is not null;

-- few columns of all observations tell that most sums lack a part; only the others are looked at in full
create or replace temp table possible_sum as
with

reports as (
    select 'reported' as boundary_set, sum_no, period_end
    from core.observation
    where sum_no in (select sum_no from changed_sum where boundary_set = 'reported')
    union all
    select 'today', sum_no, period_end
    from core.observation_2025
    where sum_no in (select sum_no from changed_sum where boundary_set = 'today')
),

counted as (
    select reports.boundary_set, reports.sum_no, changed_sum.ref_area, count(*) as n_reports, min(period_end) as dated
    from reports
    inner join changed_sum using (boundary_set, sum_no)
    group by all
),

needed as (
    select sums.boundary_set, sums.ref_area, sums.dated, count(*) as n_places
    from (select distinct boundary_set, ref_area, dated from counted) as sums
    inner join core.place as place
        on
            place.parent_id = sums.ref_area
            and place.kind <> 'region'
            and case sums.boundary_set
                when 'today' then place.valid_to is null
                else sums.dated between coalesce(place.valid_from, date '1900-01-01')
                    and coalesce(place.valid_to, date '9999-12-31')
            end
    group by all
)

select counted.boundary_set, counted.sum_no
from counted
left join needed using (boundary_set, ref_area, dated)
where counted.dated is null or counted.n_reports >= needed.n_places;

create or replace temp table fresh_sum as
with

observed as materialized (
    select
        'reported' as boundary_set,
        sum_no,
        ref_area,
        observation_no,
        period_start,
        period_end,
        obs_value,
        in_conflict,
        published,
        figure_id,
        [figure_id] as figure_ids
    from core.observation
    where sum_no in (select sum_no from possible_sum where boundary_set = 'reported')
    union all
    select
        'today' as boundary_set,
        sum_no,
        ref_area,
        observation_no,
        period_start,
        period_end,
        obs_value,
        in_conflict,
        published,
        figure_id,
        coalesce(figure_ids, [figure_id]) as figure_ids
    from core.observation_2025
    where sum_no in (select sum_no from possible_sum where boundary_set = 'today')
),

reports as (
    select
        changed_sum.*,
        observed.ref_area as part_of_sum,
        observed.observation_no,
        observed.period_start,
        coalesce(observed.period_end, observed.published) as dated,
        observed.obs_value,
        observed.in_conflict,
        observed.figure_id,
        observed.figure_ids,
        observed.published
    from observed
    inner join changed_sum using (boundary_set, sum_no)
    inner join core.place as place on place.place_id = observed.ref_area
    inner join core.indicator as indicator on indicator.indicator = changed_sum.indicator
    where
        place.kind <> 'region'
        and indicator.additive
        and case observed.boundary_set
            when 'today' then place.valid_to is null
            else dated between coalesce(place.valid_from, date '1900-01-01')
                and coalesce(place.valid_to, date '9999-12-31')
        end
),

sums as (
    select
        boundary_set,
        sum_no,
        ref_area,
        programme,
        indicator,
        part,
        basis,
        unit_measure,
        freq,
        time_period,
        min(period_start) as period_start,
        min(dated) as dated,
        sum(obs_value order by observation_no) as obs_value,
        count(distinct part_of_sum) as n_reports,
        bool_or(in_conflict) as in_conflict,
        first(figure_id order by published desc, figure_id) as figure_id,
        flatten(list(figure_ids order by observation_no)) as figure_ids,
        max(published) as published
    from reports
    group by boundary_set, sum_no, ref_area, programme, indicator, part, basis, unit_measure, freq, time_period
),

needed as (
    select sums.ref_area, sums.boundary_set, sums.dated, count(*) as n_places
    from (select distinct ref_area, boundary_set, dated from sums) as sums
    inner join core.place as place
        on
            place.parent_id = sums.ref_area
            and place.kind <> 'region'
            and case sums.boundary_set
                when 'today' then place.valid_to is null
                else sums.dated between coalesce(place.valid_from, date '1900-01-01')
                    and coalesce(place.valid_to, date '9999-12-31')
            end
    group by all
)

-- only where every sub-place reports the same moment or period
select sums.* exclude (n_reports)
from sums
inner join needed using (ref_area, boundary_set, dated)
where sums.n_reports = needed.n_places and needed.n_places > 1;

create or replace temp table stale_sum as
select rowid as row_no, *
from core.place_sum
semi join changed
    on changed.is_sum and changed.boundary_set = place_sum.boundary_set and changed.observation_no = place_sum.sum_no;

delete from core.place_sum where rowid in (select row_no from stale_sum);
insert into core.place_sum by name select * from fresh_sum;

-- targets of the places above whose sum changed, or is no longer one
insert into chosen_topic
select distinct
    core.topic_number(coalesce(today_place.today_id, place_sum.ref_area), related.target_indicator) as topic_no,
    false as in_full
from (
    select ref_area, indicator from stale_sum
    union
    select ref_area, indicator from fresh_sum
) as place_sum
inner join core.related_indicator as related on related.result_indicator = place_sum.indicator
left join core.today_place as today_place on today_place.place_id = place_sum.ref_area;
