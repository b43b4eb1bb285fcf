-- grain: one number per place, set of boundaries and day
create or replace macro core.n_sub_places(boundary_set, ref_area, day) as (
    select count(*)
    from core.place as place
    where place.parent_id = ref_area and place.kind <> 'region' and core.stands(boundary_set, day, valid_from, valid_to)
);

comment on macro core.n_sub_places is 'Of how many places a place is made up.';
