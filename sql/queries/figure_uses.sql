-- grain: one row per target that a figure states or counts towards
select
    target_id,
    place,
    indicator,
    status,
    target_figure_id = $figure_id as is_target,
    list_contains(achieved_figure_ids, $figure_id) as is_achievement
from main.targets_vs_achievements
where target_figure_id = $figure_id or list_contains(achieved_figure_ids, $figure_id)
order by target_id;
