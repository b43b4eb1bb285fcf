-- grain: one row per source whose index was asked within a month of the last harvest
-- key: source
create or replace view main.source_health as
select
    habit.source,
    habit.last_run,
    habit.last_asked_at,
    habit.last_good_run,
    habit.last_good_at,
    habit.last_new_at,
    habit.usual_gap_hours,
    habit.pages_listed,
    habit.pages_new,
    habit.pages_failed,
    coalesce(alarmed.alarms, []) as alarms
from core.source_habit as habit
left join (
    select source, list(alarm order by alarm) as alarms from main.source_alarms group by source
) as alarmed using (source);

comment on view main.source_health is 'Each source at its last harvest: when it last did well, when it last had something new, and its alarms.';
comment on column main.source_health.alarms is 'Its rows in source_alarms, by name.';
