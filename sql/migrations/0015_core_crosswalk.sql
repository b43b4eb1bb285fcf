-- grain: one row per link from a unit before 2025-07-01 to one after
create table core.crosswalk (
    old_id varchar not null,
    new_id varchar not null,
    whole boolean not null,
    primary key (old_id, new_id)
);
comment on table core.crosswalk is 'What became of each unit on 2025-07-01.';
