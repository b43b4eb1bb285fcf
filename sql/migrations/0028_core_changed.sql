-- grain: one row per boundary set and observation (or sum of sub-places) that the refresh under way may have changed
create table core.changed (
    boundary_set varchar not null,
    observation_no ubigint not null
);
comment on table core.changed is 'What the refresh under way may have changed: empty between refreshes.';
