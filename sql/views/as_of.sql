-- grain: one row: the newest publication in the warehouse, which stands for today
create or replace view core.as_of as
select max(published) as as_of
from core.article
where not withdrawn;

comment on view core.as_of is 'The newest publication: what "today" means in every judgement, so that a release judges the same for ever.';
comment on column core.as_of.as_of is 'Day of the newest publication.';
