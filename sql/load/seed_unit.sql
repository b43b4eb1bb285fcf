-- grain: one row per unit of measure of the lexicon
delete from core.unit;

insert into core.unit by name
select code as unit, en as name_en, ur as name_ur, dimension, sdmx from lexicon_units;
