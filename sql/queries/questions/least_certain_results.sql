-- grain: one row per result that a target is judged by
-- question: Which results that decide a target are read with the least confidence?
select
    said.confidence,
    target.place,
    target.indicator,
    target.status,
    target.achieved_value,
    said.mention,
    said.sentence,
    said.figure_id
from targets_vs_achievements as target
inner join figures as said on said.figure_id = target.achieved_figure_id
order by said.confidence, target.target_id
limit 20;
