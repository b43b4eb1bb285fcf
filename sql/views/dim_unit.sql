-- grain: one row per unit of measure
-- key: unit
create or replace view main.dim_unit as
select unit, name_en, name_ur, dimension, sdmx
from core.unit;

comment on view main.dim_unit is 'Units of measure, with their names and SDMX codes.';
