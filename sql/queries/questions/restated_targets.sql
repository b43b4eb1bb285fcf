-- grain: one row per target observation and value that was told
-- question: Which targets were told with more than one value, and what were the others?
select
    place.place,
    observation.indicator,
    observation.time_period,
    said.value,
    said.published,
    said.source,
    said.figure_id = observation.figure_id as stands
from observations as observation
inner join figures as said using (observation_id)
left join dim_place as place on place.place_id = observation.ref_area
where observation.measure = 'T' and observation.n_values > 1
order by observation.observation_id, said.published, said.figure_id;
