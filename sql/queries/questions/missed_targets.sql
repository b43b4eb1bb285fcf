-- grain: one row per missed target
-- question: Which targets were missed, the furthest first, and which two sentences say so?
select
    target.place,
    target.indicator,
    target.period_end,
    target.target_value,
    target.achieved_value,
    target.unit,
    round(100 * target.gap / nullif(target.target_value, 0), 1) as gap_percent,
    planned.sentence as target_sentence,
    reached.sentence as achieved_sentence
from targets_vs_achievements as target
left join figures as planned on planned.figure_id = target.target_figure_id
left join figures as reached on reached.figure_id = target.achieved_figure_id
where target.status = 'missed'
order by abs(target.gap / nullif(target.target_value, 0)) desc nulls last, target.target_id;
