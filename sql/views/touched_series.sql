-- grain: one row per place and indicator whose targets the touched observations can bear on
create or replace view core.touched_series as
with

touched_places as (
    select place_id, place_id as touched_id from (select distinct place_id from core.touched)
    union
    -- in today's boundaries: the successor, and the units that are rolled up with this one
    select crosswalk.new_id, touched.place_id
    from core.touched as touched
    inner join core.crosswalk as crosswalk on crosswalk.old_id = touched.place_id
    union
    select sibling.old_id, touched.place_id
    from core.touched as touched
    inner join core.crosswalk as crosswalk on crosswalk.old_id = touched.place_id
    inner join core.crosswalk as sibling on sibling.new_id = crosswalk.new_id
),

places_above as (
    select place_id, touched_id from touched_places
    union
    -- sub-places added up
    select place.parent_id, touched_places.touched_id
    from touched_places
    inner join core.place as place using (place_id)
    where place.parent_id is not null
),

touched_indicators as (
    select indicator, indicator as touched_indicator from (select distinct indicator from core.touched)
    union
    select indicator.indicator, touched.indicator
    from (select distinct indicator from core.touched) as touched
    inner join core.indicator as indicator on list_contains(indicator.met_by, touched.indicator)
    union
    -- a size stated for one indicator serves all indicators of that whole
    select indicator.indicator, touched.indicator
    from (select distinct indicator from core.touched) as touched
    inner join core.indicator as stated on stated.indicator = touched.indicator
    inner join core.indicator as indicator on indicator.whole = stated.whole
    union
    select 'capital.planned', 'capital.disbursement_rate'
)

select distinct places_above.place_id as ref_area, touched_indicators.indicator
from core.touched as touched
inner join places_above on places_above.touched_id = touched.place_id
inner join touched_indicators on touched_indicators.touched_indicator = touched.indicator;

comment on view core.touched_series is 'Series whose targets may be judged anew, for the places and indicators in core.touched: empty between refreshes.';
