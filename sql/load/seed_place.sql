-- grain: one row per place of the lexicon
delete from core.place;

insert into core.place by name
select
    place_id,
    path as place,
    name_vi,
    name_ascii,
    name_ascii as name_en,
    name_ur,
    kind,
    -- the gazetteer leaves the country above the provinces unsaid
    coalesce(parent_id, case when kind <> 'country' and not contains(path, '/') then 'VN' end) as parent_id,
    try_cast(valid_from as date) as valid_from,
    try_cast(valid_to as date) as valid_to,
    iso_code
from lexicon_places
union all by name
select place_id, path as place, name_vi, name_en, name_ur, 'region' as kind, 'VN' as parent_id from lexicon_regions
union all by name
select
    place_id,
    path as place,
    path as name_en,
    name_ur,
    'country' as kind,
    case when length(place_id) = 2 then place_id end as iso_code
from lexicon_countries
where place_id not in (select place_id from lexicon_places);
