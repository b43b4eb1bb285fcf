-- grain: one row per object of the release before the newest, which is the one that is being checked
create or replace view core.release_before as
with

last_release as (
    select release_id
    from core.release
    where status = 'published'
    order by created_at desc, release_id desc
    limit 1 offset 1
)

select release_object.object, release_object.n_rows
from core.release_object as release_object
inner join last_release using (release_id);

comment on view core.release_before is 'What a release is checked against: how much there was in the one before it.';
