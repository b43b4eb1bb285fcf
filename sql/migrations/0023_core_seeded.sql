-- grain: one row: the lexicon that the dimensions were filled from
create table core.seeded (
    lexicon_version varchar not null
);
comment on table core.seeded is 'Version of the lexicon that the dimensions were filled from.';
comment on column core.seeded.lexicon_version is 'First 12 hex digits over all lexicon files.';
