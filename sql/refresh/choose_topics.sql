-- grain: one row per topic that bears on a touched one
-- In the topics of a changed target every result counts (`in_full`), and in those of a unit that others were merged into
-- which number is the first (`in_order`); in most it is enough to find what was touched.
create or replace temp table chosen_topic as
with

wholes_told as (
    -- the size of a whole bears on all that is counted of it
    select distinct touched.today_ref_area, counted.indicator
    from touched
    left join fresh_observation using (observation_no)
    inner join core.indicator as told on told.indicator = touched.indicator
    inner join core.indicator as counted on counted.whole = told.whole
    where touched.tells_whole or fresh_observation.tells_whole
),

told as (
    select today_ref_area, indicator, false as in_full, false as in_order from touched
    union
    select today_ref_area, indicator, true, false from wholes_told
),

chosen as (
    select * from told
    union all
    select touched.today_ref_area, touched.indicator, false, true
    from touched
    semi join core.merged_place as merged_place using (ref_area)
    union all
    select touched.today_ref_area, related.result_indicator, true, false
    from touched
    inner join core.related_indicator as related on related.target_indicator = touched.indicator
    -- one that is gone too: those that it was rolled up with may stand for themselves again
    where touched.measure = 'T'
    union all
    select told.today_ref_area, related.target_indicator, false, false
    from told
    inner join core.related_indicator as related on related.result_indicator = told.indicator
)

select
    core.topic_number(today_ref_area, indicator) as topic_no,
    bool_or(in_full) as in_full,
    bool_or(in_order) as in_order
from chosen
group by today_ref_area, indicator;
