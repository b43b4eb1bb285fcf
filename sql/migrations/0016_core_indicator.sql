-- grain: one row per indicator
create table core.indicator (
    indicator varchar primary key,
    name_en varchar not null,
    name_ur varchar,
    unit_kind varchar not null,
    direction varchar not null,
    default_basis varchar,
    programme varchar,
    whole varchar,
    met_by varchar[] not null,
    additive boolean not null,
    definition varchar,
    definition_source varchar
);
comment on table core.indicator is 'Indicators as the lexicon defines them.';
