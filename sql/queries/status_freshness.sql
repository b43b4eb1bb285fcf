-- grain: one row per configured source
select *
from main.freshness
order by source;
