-- grain: one row per source whose index, or a part of it, could not be read by the last run that asked
-- severity: warn
-- Warn, for the other sources' pages are good; a run that can read no index at all publishes nothing.
select source, alarm, said
from main.source_alarms
where alarm in ('no index', 'part of an index')
