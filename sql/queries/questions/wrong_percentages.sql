-- grain: one row per stated attainment that differs by more than rounding
-- question: Where does a text's own percentage not follow from its numbers?
select
    place,
    indicator,
    period_end,
    round(100 * stated, 2) as stated_percent,
    round(100 * computed, 2) as computed_percent,
    is_same_day,
    stated_figure_id
from attainment_checks
where not agrees
order by abs(difference) desc, target_id;
