-- grain: one row per release and published object that differs from the release before it
create table core.release_change (
    release_id varchar not null,
    object varchar not null,
    n_added bigint not null,
    n_changed bigint not null,
    n_withdrawn bigint not null,
    primary key (release_id, object)
);
comment on table core.release_change is 'Release notes: rows added, changed and withdrawn since the release that was published before.';
