-- grain: one row per programme
create table core.programme (
    programme varchar primary key,
    name_en varchar not null,
    name_ur varchar,
    name_vi varchar,
    definition varchar
);
comment on table core.programme is 'Programmes as the lexicon names them.';
