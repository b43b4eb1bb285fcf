-- grain: one row per boundary set, observation in core.wanted and way of reading it as a result
create or replace view core.result as
with

observed as (
    select
        *,
        coalesce(period_end, published) as dated
    from core.judged_observation
    semi join core.wanted as wanted using (boundary_set, observation_no)
    where measure <> 'T' and coalesce(period_end, published) is not null
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
    inner join core.indicator as indicator using (indicator)
    inner join core.known_whole as known_whole
        on
            known_whole.boundary_set = observed.boundary_set
            and known_whole.ref_area = observed.ref_area
            and known_whole.whole = indicator.whole
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
        'level' as kind,
        unit_measure as unit,
        obs_value as result_value,
        'sub-places added up' as way,
        9 as way_rank
    from core.place_sum
    semi join core.wanted as wanted
        on wanted.boundary_set = place_sum.boundary_set and wanted.observation_no = place_sum.sum_no
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
    figure_ids
from everything;

comment on view core.result is 'Everything that can count against a target: as stated, as a percentage made from a fraction, as a sum of sub-places: of the observations in core.wanted.';
comment on column core.result.kind is 'level, change or attainment.';
