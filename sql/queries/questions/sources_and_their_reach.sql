-- grain: one row per publisher
-- question: Which publishers do the numbers come from, and how many targets rest on each?
select
    source.source,
    source.n_articles,
    source.n_figures,
    count(target.target_id) as n_targets,
    source.last_published
from dim_source as source
left join figures as said on said.source = source.source
left join targets_vs_achievements as target on target.target_figure_id = said.figure_id
group by all
order by n_targets desc, source.source;
