-- grain: one row, where articles were read and not one figure was found in any of them
-- severity: fail
select count(*) as n_articles
from core.article
where not withdrawn
having count(*) > 0 and not exists (select 1 from core.mention)
