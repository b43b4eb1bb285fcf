-- grain: one row per target observation, in the boundaries of 2025-07-01 where it can be told in them
-- key: target_id
create or replace view main.targets_vs_achievements_2025 as
select * exclude (boundary_set)
from core.meeting
where boundary_set = 'today';

comment on view main.targets_vs_achievements_2025 is 'Targets beside achievements in today''s boundaries: old units rolled into their successors where the crosswalk is whole; boundaries says where it is not.';
comment on column main.targets_vs_achievements_2025.status is 'met: satisfied in time; missed: over and short; on_track or behind: against the straight line; no_result: nothing usable.';
comment on column main.targets_vs_achievements_2025.period_start is 'First day of the target''s period; null for a stock.';
comment on column main.targets_vs_achievements_2025.period_end is 'Day by which the target is to be met; null where the text names none.';
