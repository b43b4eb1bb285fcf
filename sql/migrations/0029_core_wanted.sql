-- grain: one row per boundary set and observation (or sum of sub-places) that the refresh under way holds against targets
create table core.wanted (
    boundary_set varchar not null,
    observation_no ubigint not null
);
comment on table core.wanted is 'Results that the refresh under way holds against targets: empty between refreshes.';
