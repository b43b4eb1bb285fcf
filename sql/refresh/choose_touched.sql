-- grain: one row per series key to refresh, of those whose topic lies in a part of all topics
create or replace temp table touched as
select * exclude (tells_whole), bool_or(tells_whole) as tells_whole
from core.touched
where core.part_of(topic_no, getvariable('n_parts')) = getvariable('part')
group by all;
