-- grain: one row, where the last release had figures and this one has none
-- severity: fail
select n_rows as n_before
from core.release_before
where object = 'figures' and n_rows > 0 and not exists (select 1 from core.mention)
