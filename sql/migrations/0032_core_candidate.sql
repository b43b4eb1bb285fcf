-- grain: one row per target and result of the same place, programme and part that may count against it
drop table core.candidate;

create table core.candidate (
    boundary_set varchar not null,
    target_no ubigint not null,
    ref_area varchar not null,
    indicator varchar not null,
    unit varchar not null,
    per varchar,
    kind varchar not null,
    begins date,
    ends date not null,
    met_by varchar[],
    is_share_of_plan boolean not null,
    first_published date,
    indicator_rank bigint not null,
    result_no ubigint not null,
    result_kind varchar not null,
    result_basis varchar,
    result_unit varchar not null,
    result_per varchar,
    result_begins date,
    result_ends date not null,
    result_value double not null,
    way varchar not null,
    way_rank integer not null,
    is_added_up boolean not null,
    result_published date,
    result_in_conflict boolean not null,
    result_figure_id varchar not null,
    result_figure_ids varchar[],
    is_baseline boolean not null
);
comment on table core.candidate is 'Targets beside every result that may count against them, and whether it is only a baseline.';
comment on column core.candidate.kind is 'How the target is met: stock, flow, rate over a period, difference.';
