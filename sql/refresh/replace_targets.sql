-- grain: one row per boundary set and target observation that changed
create or replace temp table stale_target as
select
    rowid as row_no,
    boundary_set,
    target_no,
    topic_no,
    ref_area,
    programme,
    indicator,
    part,
    unit,
    per,
    kind,
    begins,
    ends,
    met_by,
    is_share_of_plan,
    first_published
from core.target
semi join chosen_topic using (topic_no);

create or replace temp table fresh_target as
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
    observation.boundaries,
    observation.topic_no
from refreshed as observation
left join core.indicator as indicator using (indicator)
semi join changed using (boundary_set, observation_no)
where observation.measure = 'T';


delete from core.target
where rowid in (
    select row_no
    from stale_target
    semi join changed on changed.boundary_set = stale_target.boundary_set and changed.observation_no = stale_target.target_no
);
insert into core.target by name select * from fresh_target order by topic_no;
