-- grain: one row per figure whose place is not in the gazetteer, or whose path and key disagree
-- severity: warn
select figures.figure_id, figures.place, figures.place_id
from core.mention as figures
left join core.place as place using (place_id)
where figures.place_id is not null and place.place is distinct from figures.place
