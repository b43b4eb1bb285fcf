-- grain: one row, where the last release had figures and this one has none
-- severity: fail
with

last_release as (
    -- the newest is the release that is being checked
    select release_id
    from core.release
    where status = 'published'
    order by created_at desc, release_id desc
    limit 1 offset 1
)

select release_object.n_rows as n_before
from core.release_object as release_object
inner join last_release using (release_id)
where release_object.object = 'figures' and release_object.n_rows > 0 and not exists (select 1 from core.mention)
