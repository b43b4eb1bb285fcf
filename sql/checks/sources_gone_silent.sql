-- grain: one row per source that has listed nothing new for longer than is its habit
-- severity: warn
select source, said
from main.source_alarms
where alarm = 'nothing new'
