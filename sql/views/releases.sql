-- grain: one row per release and published object
-- key: release_id, object
create or replace view main.releases as
select
    release.release_id,
    release.created_at,
    release.run_id,
    release.extractor_version,
    release.content_hash,
    release_object.object,
    release_object.n_rows,
    release_object.content_hash as object_hash,
    case when has_notes.release_id is not null then coalesce(release_change.n_added, 0) end as n_added,
    case when has_notes.release_id is not null then coalesce(release_change.n_changed, 0) end as n_changed,
    case when has_notes.release_id is not null then coalesce(release_change.n_withdrawn, 0) end as n_withdrawn
from core.release as release
inner join core.release_object as release_object using (release_id)
left join core.release_change as release_change
    on release_change.release_id = release_object.release_id and release_change.object = release_object.object
left join (select distinct release_id from core.release_change) as has_notes
    on has_notes.release_id = release.release_id
where release.status = 'published';

comment on view main.releases is 'Releases, with the rows and the hash of each of their objects, and what changed since the release before.';
comment on column main.releases.run_id is 'The run that made the release.';
comment on column main.releases.object_hash is 'Hash of the object''s rows.';
