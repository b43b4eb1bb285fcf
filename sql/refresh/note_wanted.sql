-- grain: one row per boundary set and observation (or sum) that changed, or that changed targets are held against
insert into core.wanted
with

changed_targets as (
    select target.*
    from core.target as target
    inner join core.changed as changed
        on changed.boundary_set = target.boundary_set and changed.observation_no = target.target_no
),

result_series as (
    select boundary_set, ref_area, unnest(coalesce(met_by, [indicator])) as indicator
    from changed_targets
    union
    select boundary_set, ref_area, 'capital.disbursement_rate'
    from changed_targets
    where indicator = 'capital.planned'
)

select boundary_set, observation_no from core.changed
union
select observation.boundary_set, observation.observation_no
from core.judged_observation as observation
semi join result_series using (boundary_set, ref_area, indicator)
where observation.measure <> 'T'
union
select place_sum.boundary_set, place_sum.sum_no
from core.place_sum as place_sum
semi join result_series using (boundary_set, ref_area, indicator);
