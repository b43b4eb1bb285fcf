-- grain: one row per unit of 2025-07-01 that is not one old unit as it was
create or replace view core.merged_place as
select new_id as ref_area
from core.crosswalk
group by new_id
having count(*) > 1 or not bool_and(whole);

comment on view core.merged_place is 'Units whose numbers start a new series on 2025-07-01.';
