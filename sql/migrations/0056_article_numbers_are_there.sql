-- grain: every article and mention has its number: one without would be passed over in silence
alter table core.article alter column article_no set not null;
alter table core.article alter column source_no set not null;
alter table core.mention alter column article_no set not null;
