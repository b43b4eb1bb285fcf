-- grain: one row per release, in its own file
insert into core.release
select
    $release_id, $run_id, 'published', $content_hash, (select max(extractor_version) from core.article), $created_at;
