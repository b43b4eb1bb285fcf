-- grain: one number per place (in today's boundaries) and indicator, by which a refresh finds everything about the two
alter table core.observation add column topic_no ubigint;
alter table core.observation_2025 add column topic_no ubigint;
alter table core.target add column topic_no ubigint;
alter table core.candidate add column topic_no ubigint;

drop table core.touched;
create table core.touched (
    observation_no ubigint not null,
    today_no ubigint not null,
    sum_no ubigint,
    today_sum_no ubigint,
    topic_no ubigint not null,
    ref_area varchar not null,
    today_ref_area varchar not null,
    programme varchar,
    indicator varchar not null,
    part varchar,
    measure varchar not null,
    basis varchar,
    unit_measure varchar not null,
    per varchar,
    freq varchar not null,
    time_period varchar,
    tells_whole boolean not null
);
comment on table core.touched is 'Observations that loads have touched since the last refresh; written in the articles'' own transaction, so that a killed run loses none.';
comment on column core.touched.tells_whole is 'Whether the mention told the size of a whole, "18 of 20".';

-- a list of one is its figure_id: lists are read row by row, whichever rows are wanted
alter table core.observation_2025 alter column figure_ids drop not null;

-- dimensions are filled anew by the next run, and everything that is derived is made from nothing, with its topic
delete from core.seeded;
