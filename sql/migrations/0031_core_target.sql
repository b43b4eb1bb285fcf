-- grain: one row per boundary set and target observation
drop table core.target;

create table core.target (
    boundary_set varchar not null,
    target_id varchar not null,
    target_no ubigint not null,
    ref_area varchar not null,
    programme varchar,
    indicator varchar not null,
    part varchar,
    unit varchar not null,
    per varchar,
    basis varchar,
    kind varchar not null,
    begins date,
    ends date not null,
    period_end date,
    target_value double not null,
    target_value_high double,
    comparator varchar not null,
    less_is_better boolean not null,
    met_by varchar[],
    is_share_of_plan boolean not null,
    figure_id varchar not null,
    first_published date,
    published date,
    n_mentions bigint not null,
    in_conflict boolean not null,
    boundaries varchar not null
);
comment on table core.target is 'Targets with what is needed to judge them; of restated targets the newest stands.';
comment on column core.target.kind is 'How it is met: stock, flow, rate over a period, difference.';
comment on column core.target.ends is 'Last day; 9999-12-31 where the text names none.';
comment on column core.target.first_published is 'When the value that stands was first published: results from before are baselines.';
