-- grain: one row per figure of an article's current version
alter table core.mention add column observation_no ubigint;
