-- grain: one row per published object that lost more than a tenth of its rows since the last release
-- severity: warn
with

last_release as (
    -- the newest is the release that is being checked
    select release_id
    from core.release
    where status = 'published'
    order by created_at desc, release_id desc
    limit 1 offset 1
),

last_counts as (
    select release_object.object, release_object.n_rows
    from core.release_object as release_object
    inner join last_release using (release_id)
),

counts as (
    select 'figures' as object, count(*) as n_rows from main.figures
    union all
    select 'observations', count(*) from main.observations
    union all
    select 'targets_vs_achievements', count(*) from main.targets_vs_achievements
)

select counts.object, last_counts.n_rows as n_before, counts.n_rows as n_now
from counts
inner join last_counts using (object)
where counts.n_rows < 0.9 * last_counts.n_rows
