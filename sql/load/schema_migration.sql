-- grain: one row per migration file applied
create schema if not exists core;

create table if not exists core.schema_migration (
    version integer primary key,
    name varchar not null,
    sha256 varchar not null,
    applied_at timestamp not null
);
comment on table core.schema_migration is 'Migrations applied to this database.';
comment on column core.schema_migration.version is 'Number of the migration file.';
