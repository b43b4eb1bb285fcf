-- grain: one row per place and its boundaries
-- key: place_id
create or replace view main.dim_place as
with

successors_by_place as (
    select
        old_id as place_id,
        list(new_id order by new_id) as successors,
        bool_and(whole) and count(*) = 1 as successor_is_whole
    from core.crosswalk
    group by old_id
),

predecessors_by_place as (
    select new_id as place_id, list(old_id order by old_id) as predecessors
    from core.crosswalk
    group by new_id
)

select
    place.place_id,
    place.place,
    place.name_vi,
    place.name_ascii,
    place.name_en,
    place.name_ur,
    place.kind,
    place.parent_id,
    place.valid_from,
    place.valid_to,
    place.iso_code,
    successors_by_place.successors,
    successors_by_place.successor_is_whole,
    predecessors_by_place.predecessors
from core.place as place
left join successors_by_place using (place_id)
left join predecessors_by_place using (place_id);

comment on view main.dim_place is 'Places: the 63 provinces with districts and communes to 2025-06-30, the 34 provinces with communes from 2025-07-01, regions, countries.';
