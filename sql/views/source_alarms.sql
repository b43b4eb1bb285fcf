-- grain: one row per source and what its last harvests give cause to doubt
-- key: source, alarm
create or replace view main.source_alarms as
with

indexes as (
    select
        source,
        case when indexes_read = 0 then 'no index' else 'part of an index' end as alarm,
        coalesce(problem, 'no index file could be read') as said,
        cast(null as double) as newest_value,
        cast(null as double) as usual_value
    from core.source_habit
    where indexes_read = 0 or problem is not null
),

silences as (
    select
        source,
        'nothing new' as alarm,
        'for ' || round(silent_hours, 1) || ' hours; usual are ' || round(usual_gap_hours, 1) || ', the longest of 90 days '
        || round(longest_gap_hours, 1) as said,
        silent_hours as newest_value,
        usual_gap_hours as usual_value
    from core.source_habit
    -- fewer than five gaps are no habit
    where n_gaps >= 5 and silent_hours > greatest(3 * usual_gap_hours, longest_gap_hours)
    union all by name
    select source, 'nothing new' as alarm, 'in any of ' || n_harvests || ' harvests' as said
    from core.source_habit
    where last_new_at is null and n_harvests >= 3
),

drifts as (
    select
        source,
        case
            when usual_value > 0 and newest_value < usual_value then 'fewer ' || what
            when what like 'share %' then 'a greater ' || what
            else 'more ' || what
        end as alarm,
        'the newest pages: ' || round(newest_value, 2) || ', those before them: ' || round(usual_value, 2) as said,
        newest_value,
        usual_value
    from core.source_drift
    where
        case what
            -- figures swing more from day to day than the length of articles does
            when 'figures an article' then newest_value < usual_value / 3 or newest_value > 3 * usual_value
            when 'paragraphs an article' then newest_value < usual_value / 2 or newest_value > 2 * usual_value
            else newest_value > usual_value + 0.2 and newest_value > 2 * usual_value
        end
)

select source, alarm, said, newest_value, usual_value from indexes
union all by name
select source, alarm, said, newest_value, usual_value from silences
union all by name
select source, alarm, said, newest_value, usual_value from drifts;

comment on view main.source_alarms is 'Failures that stop no run: a source whose index cannot be read, that has been silent for longer than is its habit, or whose pages give something else than they used to.';
comment on column main.source_alarms.alarm is 'no index, part of an index, nothing new, fewer or more of what an article used to have, a greater share of what is amiss.';
comment on column main.source_alarms.said is 'What was seen, for people.';
comment on column main.source_alarms.newest_value is 'The measure now: hours of silence, or what the newest twenty pages or more gave; null for an index.';
comment on column main.source_alarms.usual_value is 'What is usual at this source: median hours between new pages, or what the pages of the hundred harvests before gave.';
