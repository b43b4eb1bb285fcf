-- grain: one row per status
select status, count(*) as n_targets
from main.targets_vs_achievements
group by status
order by status;
