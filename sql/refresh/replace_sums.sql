-- grain: one row per boundary set and sum of sub-places that the touched series may have changed
create or replace temp table changed_sum as
with

parts as (
    select 'reported' as boundary_set, sum_no, ref_area as part_of_sum, * exclude (sum_no, ref_area) from touched
    union all by name
    select 'today' as boundary_set, today_sum_no as sum_no, today_ref_area as part_of_sum, * exclude (sum_no, ref_area)
    from touched
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
inner join core.indicator as indicator on indicator.indicator = parts.indicator
where parts.sum_no is not null and indicator.additive;

-- few columns of all observations tell that most sums lack a part; only the others are looked at in full
create or replace temp table sum_part as
select 'reported' as boundary_set, sum_no, rowid as row_no, observation_no, period_end
from core.observation
where sum_no in (select sum_no from changed_sum where boundary_set = 'reported')
union all
select 'today', sum_no, rowid, observation_no, period_end
from core.observation_2025
where sum_no in (select sum_no from changed_sum where boundary_set = 'today');

create or replace temp table possible_sum as
with

counted as (
    select boundary_set, sum_no, changed_sum.ref_area, count(*) as n_reports, min(period_end) as dated
    from sum_part
    inner join changed_sum using (boundary_set, sum_no)
    group by all
)

select boundary_set, sum_no
from counted
where dated is null or core.n_sub_places(boundary_set, ref_area, dated) between 2 and n_reports;

create or replace temp table fresh_sum as
with

-- rows that this transaction put in are not found by their row: they are taken from where they were made
stored_part as (
    select *
    from sum_part
    semi join possible_sum using (boundary_set, sum_no)
    anti join refreshed using (boundary_set, observation_no)
),

observed as (
    select *
    from refreshed
    semi join possible_sum using (boundary_set, sum_no)
    union all by name
    select 'reported' as boundary_set, *
    from core.observation
    where rowid in (select row_no from stored_part where boundary_set = 'reported')
    union all by name
    select 'today' as boundary_set, *
    from core.observation_2025
    where rowid in (select row_no from stored_part where boundary_set = 'today')
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
        coalesce(observed.figure_ids, [observed.figure_id]) as figure_ids,
        observed.published
    from observed
    inner join changed_sum using (boundary_set, sum_no)
    inner join core.place as place on place.place_id = observed.ref_area
    where place.kind <> 'region' and core.stands(observed.boundary_set, dated, place.valid_from, place.valid_to)
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
)

-- only where every sub-place reports the same moment or period
select * exclude (n_reports)
from sums
where n_reports = core.n_sub_places(boundary_set, ref_area, dated) and n_reports > 1;

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
    false as in_full,
    false as in_order
from (
    select ref_area, indicator from stale_sum
    union
    select ref_area, indicator from fresh_sum
) as place_sum
inner join core.related_indicator as related on related.result_indicator = place_sum.indicator
left join core.today_place as today_place on today_place.place_id = place_sum.ref_area;
