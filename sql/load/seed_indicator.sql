-- grain: one row per indicator of the lexicon
delete from core.indicator;

insert into core.indicator by name
select
    code as indicator,
    en as name_en,
    ur as name_ur,
    unit as unit_kind,
    direction,
    basis as default_basis,
    programme,
    whole,
    met_by,
    additive,
    definition,
    source as definition_source
from lexicon_indicators;
