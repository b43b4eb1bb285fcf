-- grain: one row per source whose index was ever asked: its last harvest, and how long it is used to bring nothing new
create or replace view core.source_habit as
with

harvests as (
    select * from core.source_run where indexes_read is not null
),

arrivals as (
    select
        source,
        began_at,
        date_diff('minute', lag(began_at) over (partition by source order by began_at, run_id), began_at) / 60 as gap_hours
    from harvests
    where pages_new > 0
),

habits as (
    select
        source,
        max(began_at) as last_new_at,
        count(gap_hours) as n_gaps,
        median(gap_hours) as usual_gap_hours,
        -- the longest of a quarter knows the weekends and most holidays
        max(gap_hours) filter (where began_at > newest_arrival - interval 90 day) as longest_gap_hours
    from (select *, max(began_at) over (partition by source) as newest_arrival from arrivals)
    group by source
),

good as (
    select source, max(began_at) as last_good_at, max_by(run_id, (began_at, run_id)) as last_good_run
    from harvests
    where indexes_read > 0 and problem is null and pages_failed = 0
    group by source
),

last_harvests as (
    select *, count(*) over (partition by source) as n_harvests
    from harvests
    qualify row_number() over (partition by source order by began_at desc, run_id desc) = 1
)

select
    last_harvests.source,
    last_harvests.run_id as last_run,
    last_harvests.began_at as last_asked_at,
    last_harvests.n_harvests,
    last_harvests.indexes_read,
    last_harvests.problem,
    last_harvests.pages_listed,
    last_harvests.pages_new,
    last_harvests.pages_failed,
    good.last_good_run,
    good.last_good_at,
    habits.last_new_at,
    coalesce(habits.n_gaps, 0) as n_gaps,
    habits.usual_gap_hours,
    habits.longest_gap_hours,
    date_diff('minute', habits.last_new_at, last_harvests.began_at) / 60 as silent_hours
from last_harvests
left join habits using (source)
left join good using (source)
-- a source that the config no longer has leaves after a month
where last_harvests.began_at > (select max(began_at) from harvests) - interval 30 day;

comment on view core.source_habit is 'Each source''s last harvest and its habits, from the runs'' own counts.';
