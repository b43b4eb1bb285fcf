-- grain: one row: the run that made the release, or the newest before it
select *
from main.runs
order by started_at desc, run_id desc
limit 1;
