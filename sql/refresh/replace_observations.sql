-- grain: one row per touched series key, and per series key that starts anew, or no longer, because of a touched one
create or replace temp table stale_observation as
select
    observation.rowid as row_no,
    observation.observation_no,
    observation.today_no,
    chosen_topic.in_full,
    chosen_topic.in_order,
    observation.observation_no in (select observation_no from touched) as is_touched
from core.observation as observation
inner join chosen_topic using (topic_no)
where
    chosen_topic.in_full
    or chosen_topic.in_order
    or observation.today_no in (select today_no from touched);

-- untouched, and yet to be looked at: in one unit with a touched one today, or behind or before it in a series
create or replace temp table neighbour_observation as
select rowid as row_no, observation.*
from core.observation as observation
where rowid in (
    select row_no
    from stale_observation
    where not is_touched and (in_order or today_no in (select today_no from touched))
);

-- the first number of a unit of 2025-07-01 that is not one old unit as it was starts a new series
create or replace temp table series_start as
with

everything as (
    select * from fresh_observation
    union all by name
    select * exclude (row_no) from neighbour_observation
)

select observation_no
from everything
semi join core.merged_place as merged_place using (ref_area)
where measure = 'A' and period_end >= date '2025-07-01'
qualify row_number() over (
    partition by ref_area, programme, indicator, part, basis, unit_measure, per
    order by period_end, observation_no
) = 1;

insert into fresh_observation by name
select neighbour.* exclude (row_no), false as tells_whole
from neighbour_observation as neighbour
left join series_start using (observation_no)
where (neighbour.obs_status = 'B') <> (series_start.observation_no is not null and neighbour.obs_status <> 'U');

update fresh_observation set obs_status = core.status_of(
    in_conflict,
    confidence,
    observation_no in (select observation_no from series_start),
    measure,
    published,
    period_end,
    comparator
)
where measure = 'A' and period_end >= date '2025-07-01';

delete from core.observation
where rowid in (
    select row_no
    from stale_observation
    where is_touched or observation_no in (select observation_no from fresh_observation)
);
insert into core.observation by name
select * exclude (tells_whole) from fresh_observation order by topic_no;

create or replace temp view standing_observation as
select * exclude (tells_whole)
from fresh_observation
union all by name
select * exclude (row_no)
from neighbour_observation
anti join fresh_observation using (observation_no);
