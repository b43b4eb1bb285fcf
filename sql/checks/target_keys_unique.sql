-- grain: one row per target that is judged more than once
-- severity: fail
select target_id, count(*) as n_rows
from main.targets_vs_achievements
group by target_id
having count(*) > 1
