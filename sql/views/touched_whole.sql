-- grain: one row per boundary set, place and kind of whole whose size the touched series may have changed
create or replace view core.touched_whole as
with

touched as (
    select distinct touched.ref_area, touched.today_ref_area, indicator.whole
    from core.touched as touched
    inner join core.indicator as indicator using (indicator)
    where indicator.whole is not null
)

select 'reported' as boundary_set, ref_area, whole from touched
union
select 'today', ref_area, whole from touched
union
select 'today', today_ref_area, whole from touched
union
-- units that are rolled up, or no longer rolled up, with a touched one
select 'today', today_place.place_id, touched.whole
from touched
inner join core.today_place as today_place on today_place.today_id = touched.today_ref_area;

comment on view core.touched_whole is 'Wholes whose size may have changed with the series in core.touched: empty between refreshes.';
