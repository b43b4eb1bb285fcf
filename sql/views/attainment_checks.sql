-- grain: one row per target whose attainment a text states and the warehouse can compute
-- key: target_id
create or replace view main.attainment_checks as
select
    target_id,
    place,
    place_id,
    programme,
    indicator,
    part,
    period_start,
    period_end,
    target_value,
    unit,
    achieved_value,
    achieved_as_of,
    attainment_stated as stated,
    stated_as_of,
    attainment as computed,
    attainment - attainment_stated as difference,
    -- half a point is what rounding hides; a result of another day may differ without either being wrong
    abs(attainment - attainment_stated) <= 0.005 as agrees,
    achieved_as_of = stated_as_of as is_same_day,
    target_figure_id,
    achieved_figure_id,
    stated_figure_id
from main.targets_vs_achievements
where attainment_stated is not null and attainment is not null;

comment on view main.attainment_checks is 'Attainment as texts state it beside what target and achievement give, as shares (1 is the whole target).';
