-- grain: one row per boundary set, observation (or sum of sub-places) of the chosen topics, and way of reading it as a result
create or replace temp view standing_target as
select *, true as is_changed
from fresh_target
union all by name
select * exclude (row_no), false as is_changed
from stale_target
anti join changed on changed.boundary_set = stale_target.boundary_set and changed.observation_no = stale_target.target_no;

create or replace temp view standing_result as
with

judged_topics as (
    select fresh_target.boundary_set, fresh_target.ref_area, related.result_indicator as indicator
    from fresh_target
    inner join core.related_indicator as related on related.target_indicator = fresh_target.indicator
    union
    select boundary_set, ref_area, indicator
    from fresh_target
),

changed_once as (
    select distinct * from changed where not is_sum
),

observed as (
    select
        standing.*,
        coalesce(period_end, published) as dated,
        indicator.whole,
        changed_once.observation_no is not null as is_changed
    from standing
    left join changed_once using (boundary_set, observation_no)
    left join judged_topics using (boundary_set, ref_area, indicator)
    left join core.indicator as indicator using (indicator)
    where
        measure <> 'T'
        and dated is not null
        and (is_changed or judged_topics.indicator is not null)
),

as_stated as (
    select
        *,
        case measure when 'A' then 'level' when 'D' then 'change' else 'attainment' end as kind,
        unit_measure as unit,
        obs_value as result_value,
        case measure when 'R' then 'stated attainment' when 'D' then 'stated change' else 'same unit' end as way,
        1 as way_rank
    from observed
),

from_fractions as (
    select
        *,
        'level' as kind,
        'percent' as unit,
        100 * obs_value / out_of as result_value,
        'converted from a fraction' as way,
        2 as way_rank
    from observed
    where measure = 'A' and unit_measure = 'count' and out_of > 0
),

over_known_wholes as (
    select
        observed.*,
        'level' as kind,
        'percent' as unit,
        100 * observed.obs_value / known_whole.size as result_value,
        'count over the known whole' as way,
        3 as way_rank
    from observed
    inner join core.known_whole as known_whole using (boundary_set, ref_area, whole)
    where
        observed.measure = 'A'
        and observed.unit_measure = 'count'
        and observed.out_of is null
        and observed.part is null
        and observed.obs_value <= known_whole.size
),

added_up as (
    select
        boundary_set,
        ref_area,
        programme,
        indicator,
        part,
        basis,
        period_start,
        dated,
        published,
        in_conflict,
        figure_id,
        figure_ids,
        sum_no as observation_no,
        row(boundary_set, sum_no) in (
            select row(boundary_set, observation_no) from changed where is_sum
        ) as is_changed,
        'level' as kind,
        unit_measure as unit,
        obs_value as result_value,
        'sub-places added up' as way,
        9 as way_rank
    from core.place_sum
    semi join standing_target using (boundary_set, ref_area)
),

everything as (
    select * from as_stated
    union all by name
    select * from from_fractions
    union all by name
    select * from over_known_wholes
    union all by name
    select * from added_up
)

select
    boundary_set,
    observation_no,
    ref_area,
    programme,
    indicator,
    part,
    basis,
    unit,
    per,
    kind,
    period_start as begins,
    dated as ends,
    result_value,
    way,
    way_rank,
    published,
    in_conflict,
    figure_id,
    figure_ids,
    is_changed
from everything;
