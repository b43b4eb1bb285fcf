-- grain: one row per series group whose observations are not yet refreshed
create table core.touched (
    place_id varchar not null,
    indicator varchar not null
);
comment on table core.touched is 'What loads have touched since the last refresh; written in the article''s own transaction, so that a killed run loses none.';
