-- grain: one row per place with a social housing target for 2025
-- question: Which provinces built the social flats that they planned for 2025?
select
    target.place,
    target.target_value as planned,
    target.achieved_value as built,
    target.gap,
    target.status,
    reached.sentence
from targets_vs_achievements as target
left join figures as reached on reached.figure_id = target.achieved_figure_id
where target.indicator = 'housing.social_units' and target.period_start = date '2025-01-01' and target.period_end = date '2025-12-31'
order by target.attainment desc nulls last, target.place;
