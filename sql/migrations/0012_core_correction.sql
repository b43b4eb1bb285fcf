-- grain: one row per corrected field of a figure (or of a number in quarantine)
create table core.correction (
    figure_id varchar not null,
    field varchar not null,
    value varchar,
    expected varchar,
    reason varchar not null,
    made_by varchar,
    made_on date,
    primary key (figure_id, field)
);
comment on table core.correction is 'The user''s corrections, read from lexicon/corrections.csv of the home at every load.';
