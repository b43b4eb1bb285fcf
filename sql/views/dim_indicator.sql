-- grain: one row per indicator
-- key: indicator
create or replace view main.dim_indicator as
select
    indicator,
    name_en,
    name_ur,
    unit_kind,
    direction,
    default_basis,
    programme,
    whole,
    met_by,
    additive,
    definition,
    definition_source
from core.indicator;

comment on view main.dim_indicator is 'Indicators: labels, kind of unit, the direction in which they get better, definition and its source.';
comment on column main.dim_indicator.programme is 'Programme that the indicator belongs to whatever the text says; null where the text decides.';
