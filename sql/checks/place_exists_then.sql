-- grain: one row per figure about a unit that was not there when the article was published
-- severity: warn
select figures.figure_id, figures.place, figures.place_id, figures.published, place.valid_from, place.valid_to
from main.figures as figures
inner join core.place as place using (place_id)
-- an article may speak of a former province; of a unit before it was made it cannot, but for the weeks before
where figures.published < place.valid_from - 180 and figures.role <> 'target'
