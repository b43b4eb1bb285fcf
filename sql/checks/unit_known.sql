-- grain: one row per figure in a unit that the lexicon lacks
-- severity: warn
select figure_id, unit
from core.mention
where unit not in (select unit from core.unit)
