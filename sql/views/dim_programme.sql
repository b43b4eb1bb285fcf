-- grain: one row per programme
-- key: programme
create or replace view main.dim_programme as
select programme, name_en, name_ur, name_vi, definition
from core.programme;

comment on view main.dim_programme is 'Programmes and plans, with their names in English, Urdu and Vietnamese.';
comment on column main.dim_programme.definition is 'What the programme is, with the decision that set it up.';
