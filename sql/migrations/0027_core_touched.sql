-- grain: one row per observation that loads have touched since the last refresh
drop table core.touched;
drop view if exists core.touched_series;

create table core.touched (
    observation_no ubigint not null,
    today_no ubigint not null,
    sum_no ubigint,
    today_sum_no ubigint,
    ref_area varchar not null,
    today_ref_area varchar not null,
    indicator varchar not null
);
comment on table core.touched is 'Observations that loads have touched since the last refresh; written in the articles'' own transaction, so that a killed run loses none.';
