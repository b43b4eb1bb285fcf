-- grain: one row per target observation, in the boundaries that the texts used
-- key: target_id
create or replace view main.targets_vs_achievements as
select * exclude (boundary_set)
from core.meeting
where boundary_set = 'reported';

comment on view main.targets_vs_achievements is 'Every target beside what was achieved: met, on_track, behind, missed or no_result, and how the two were made to meet.';
comment on column main.targets_vs_achievements.status is 'met: satisfied in time; missed: over and short; on_track or behind: against the straight line; no_result: nothing usable.';
comment on column main.targets_vs_achievements.period_start is 'First day of the target''s period; null for a stock.';
comment on column main.targets_vs_achievements.period_end is 'Day by which the target is to be met; null where the text names none.';
