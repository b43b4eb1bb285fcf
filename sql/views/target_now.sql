-- grain: one row per boundary set and target observation in core.changed, as it should stand in core.target
create or replace view core.target_now as
select
    observation.boundary_set,
    observation.observation_id as target_id,
    observation.observation_no as target_no,
    observation.ref_area,
    observation.programme,
    observation.indicator,
    observation.part,
    observation.unit_measure as unit,
    observation.per,
    observation.basis,
    case
        when observation.unit_measure = 'percentage_point' then 'difference'
        when coalesce(observation.basis, case when observation.period_start is null then 'stock' else 'flow' end) = 'stock'
            then 'stock'
        when core.is_additive(observation.unit_measure) then 'flow'
        else 'rate over a period'
    end as kind,
    observation.period_start as begins,
    coalesce(observation.period_end, date '9999-12-31') as ends,
    observation.period_end,
    observation.obs_value as target_value,
    observation.obs_value_high as target_value_high,
    coalesce(observation.comparator, 'eq') as comparator,
    -- a planned fall is negative and always the less the better; "at most" says so itself
    observation.obs_value < 0 and observation.unit_measure = 'percentage_point'
        or observation.comparator in ('lt', 'le')
        or coalesce(indicator.direction, 'up') = 'down'
            and not (observation.unit_measure = 'percentage_point' and observation.obs_value > 0) as less_is_better,
    indicator.met_by,
    -- a share of a plan, told for an indicator that is not a share itself
    observation.unit_measure = 'percent'
        and (
            observation.indicator = 'capital.disbursement_rate'
            or coalesce(indicator.unit_kind, 'percent') <> 'percent' and indicator.whole is null
        ) as is_share_of_plan,
    observation.figure_id,
    coalesce(observation.first_published, observation.published) as first_published,
    observation.published,
    observation.n_mentions,
    observation.in_conflict,
    observation.boundaries
from core.judged_observation as observation
left join core.indicator as indicator using (indicator)
semi join core.changed as changed using (boundary_set, observation_no)
where observation.measure = 'T';

comment on view core.target_now is 'What core.target should say of the observations in core.changed: empty between refreshes.';
comment on column core.target_now.kind is 'How the target is met: stock, flow, rate over a period, difference.';
