-- grain: one row per place and its boundaries (units of one name before and after 2025-07-01 are two places)
create table core.place (
    place_id varchar primary key,
    place varchar not null,
    name_vi varchar,
    name_ascii varchar,
    name_en varchar,
    name_ur varchar,
    kind varchar not null,
    parent_id varchar,
    valid_from date,
    valid_to date,
    iso_code varchar
);
comment on table core.place is 'The gazetteer: provinces, districts, communes, regions, countries.';
