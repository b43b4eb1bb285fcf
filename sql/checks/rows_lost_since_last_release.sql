-- grain: one row per published object that lost more than a tenth of its rows since the last release
-- severity: warn
with

counts as (
    select 'figures' as object, count(*) as n_rows from main.figures
    union all
    select 'observations', count(*) from main.observations
    union all
    select 'targets_vs_achievements', count(*) from main.targets_vs_achievements
)

select counts.object, before.n_rows as n_before, counts.n_rows as n_now
from counts
inner join core.release_before as before using (object)
where counts.n_rows < 0.9 * before.n_rows
