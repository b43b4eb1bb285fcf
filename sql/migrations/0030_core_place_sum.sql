-- grain: one row per boundary set, place above, and series key of which every sub-place reports an achievement
create table core.place_sum (
    boundary_set varchar not null,
    sum_no ubigint not null,
    ref_area varchar not null,
    programme varchar,
    indicator varchar not null,
    part varchar,
    basis varchar,
    unit_measure varchar not null,
    freq varchar not null,
    time_period varchar,
    period_start date,
    dated date,
    obs_value double not null,
    in_conflict boolean not null,
    figure_id varchar not null,
    figure_ids varchar[] not null,
    published date
);
comment on table core.place_sum is 'Achievements of places as the sum of their sub-places, only where all of them report.';
comment on column core.place_sum.dated is 'Day of the stock, or last day of the flow.';
comment on column core.place_sum.figure_ids is 'All mentions that the sum rests on.';
