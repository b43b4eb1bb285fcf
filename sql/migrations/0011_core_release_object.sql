-- grain: one row per release and published object
create table core.release_object (
    release_id varchar not null,
    object varchar not null,
    n_rows bigint not null,
    content_hash varchar not null,
    primary key (release_id, object)
);
comment on table core.release_object is 'Rows and content hash of each published object in each release.';
