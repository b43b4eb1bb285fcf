-- grain: one row per release and published object
create or replace view main.releases as
select
    release.release_id,
    release.created_at,
    release.run_id,
    release.extractor_version,
    release.content_hash,
    release_object.object,
    release_object.n_rows,
    release_object.content_hash as object_hash
from core.release as release
inner join core.release_object as release_object using (release_id)
where release.status = 'published';

comment on view main.releases is 'Releases, with the rows and the hash of each of their objects.';
comment on column main.releases.run_id is 'The run that made the release.';
comment on column main.releases.object_hash is 'Hash of the object''s rows.';
