-- grain: one row per indicator and unit
-- question: Which province leads in each indicator in its newest year, where at least three can be compared?
select indicator, unit, year, place, value, n_places, figure_id
from league_table
where rank = 1 and n_places >= 3
qualify year = max(year) over (partition by indicator, unit, basis, per)
order by indicator, unit, place;
