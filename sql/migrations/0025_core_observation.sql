-- grain: one row per series key; main.observations, a table until now, becomes a view of it
drop table main.observations;

create table core.observation (
    observation_id varchar not null,
    ref_area varchar not null,
    programme varchar,
    indicator varchar not null,
    part varchar,
    measure varchar not null,
    basis varchar,
    unit_measure varchar not null,
    per varchar,
    freq varchar not null,
    time_period varchar,
    period_start date,
    period_end date,
    obs_value double not null,
    obs_value_high double,
    out_of double,
    obs_status varchar not null,
    comparator varchar,
    n_mentions bigint not null,
    n_values bigint not null,
    n_sources bigint not null,
    obs_min double not null,
    obs_max double not null,
    in_conflict boolean not null,
    confidence double,
    figure_id varchar not null,
    first_published date,
    published date,
    observation_no ubigint not null,
    today_no ubigint not null,
    sum_no ubigint
);
comment on table core.observation is 'Observations with the numbers that a refresh finds them by.';
