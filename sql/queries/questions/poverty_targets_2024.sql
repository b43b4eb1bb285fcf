-- grain: one row per poverty target that ended in 2024
-- question: Which places met or missed their 2024 poverty targets, by how much, and which sentence says so?
select
    target.place,
    target.status,
    target.unit,
    target.target_comparator,
    target.target_value,
    target.achieved_value,
    target.gap,
    said.sentence,
    said.article_url
from targets_vs_achievements as target
left join figures as said on said.figure_id = target.achieved_figure_id
where target.indicator like 'poverty.rate%' and year(target.period_end) = 2024
order by target.status = 'missed' desc, target.place, target.unit;
