-- grain: one row per province
-- question: How many temporary houses had each province removed, as last told?
select place.place, place.name_ur, observation.obs_value as houses, observation.time_period, observation.figure_id
from observations as observation
inner join dim_place as place on place.place_id = observation.ref_area
where
    observation.indicator = 'housing.temporary_removed'
    and observation.measure = 'A'
    and observation.basis = 'stock'
    and place.kind in ('province', 'municipality')
qualify row_number() over (partition by observation.ref_area order by observation.period_end desc, observation.observation_id) = 1
order by houses desc, place.place;
