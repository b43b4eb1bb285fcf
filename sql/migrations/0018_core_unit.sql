-- grain: one row per unit of measure
create table core.unit (
    unit varchar primary key,
    name_en varchar not null,
    name_ur varchar,
    dimension varchar not null,
    sdmx varchar
);
comment on table core.unit is 'Units of measure as the lexicon names them.';
