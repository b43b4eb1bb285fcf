-- grain: one row per place and indicator to refresh
create or replace temp table touched_once as select distinct place_id, indicator from core.touched;
delete from core.touched;
insert into core.touched select place_id, indicator from touched_once;
