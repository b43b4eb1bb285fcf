-- grain: one row per place and day of a poverty rate
-- question: How did the poverty rate of each place develop?
select place.place, observation.period_end as dated, observation.measure, observation.obs_value as percent, observation.obs_status
from observations as observation
inner join dim_place as place on place.place_id = observation.ref_area
where observation.indicator = 'poverty.rate' and observation.unit_measure = 'percent'
order by place.place, dated, observation.measure desc, observation.observation_id;
