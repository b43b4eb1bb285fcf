-- grain: one row per origin whose robots.txt was asked for
create table core.robots (
    origin varchar primary key,
    fetched_at timestamp,
    status integer,
    body blob,
    unreachable_since timestamp
);
comment on table core.robots is 'The last readable robots.txt of each origin, and since when it cannot be had.';
