-- grain: one row per source and measure in which its newest pages differ from those before them
-- severity: warn
select source, alarm, said
from main.source_alarms
where alarm not in ('no index', 'part of an index', 'nothing new')
