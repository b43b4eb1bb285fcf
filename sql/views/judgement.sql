-- grain: one row per boundary set and target observation, with its status
create or replace view core.judgement as
with

usable as (
    select boundary_set, target_no, count(distinct result_no) as n_achievements
    from core.candidate
    where
        not is_baseline
        and (
            kind = 'difference' and result_kind <> 'attainment'
            or result_kind = 'level' and result_unit = unit
            or result_kind = 'attainment' and is_share_of_plan
        )
    group by boundary_set, target_no
),

measured as (
    select
        target.*,
        reached.achieved_value,
        reached.begins as achieved_begins,
        reached.ends as achieved_as_of,
        reached.how,
        reached.figure_id as achieved_figure_id,
        reached.figure_ids as achieved_figure_ids,
        coalesce(reached.in_conflict, false) as result_in_conflict,
        baseline.baseline_value,
        baseline.baseline_as_of,
        baseline.baseline_figure_id,
        late_result.* exclude (boundary_set, target_no),
        coalesce(usable.n_achievements, 0) as n_achievements,
        as_of.as_of,
        core.satisfies(
            reached.achieved_value,
            target.target_value,
            target.target_value_high,
            target.comparator,
            target.less_is_better
        ) as is_satisfied,
        core.satisfies(
            late_result.late_value,
            target.target_value,
            target.target_value_high,
            target.comparator,
            target.less_is_better
        ) as is_satisfied_late,
        -- where the straight line to the target starts
        case
            when target.kind <> 'stock' and target.begins is not null then 0
            when baseline.baseline_as_of < reached.ends then baseline.baseline_value
            when first_result.first_as_of < reached.ends then first_result.first_value
        end as line_value,
        case
            when target.kind <> 'stock' then target.begins - 1
            when baseline.baseline_as_of < reached.ends then baseline.baseline_as_of
            when first_result.first_as_of < reached.ends then first_result.first_as_of
        end as line_begins
    from core.target as target
    cross join core.as_of as as_of
    left join core.reached as reached using (boundary_set, target_no)
    left join core.baseline as baseline using (boundary_set, target_no)
    left join core.first_result as first_result
        on
            first_result.boundary_set = reached.boundary_set
            and first_result.target_no = reached.target_no
            and first_result.indicator_rank = reached.indicator_rank
            and first_result.is_added_up = reached.is_added_up
    left join core.late_result as late_result
        on late_result.boundary_set = target.boundary_set and late_result.target_no = target.target_no
    left join usable on usable.boundary_set = target.boundary_set and usable.target_no = target.target_no
),

paced as (
    select
        *,
        -- what does not add up over its period (a rate, a mean per year) has no pace; neither has an open end
        case
            when period_end is null or kind = 'rate over a period' or per = 'year' then null
            else line_value + (target_value - line_value) * (achieved_as_of - line_begins) / nullif(ends - line_begins, 0)
        end as expected_value
    from measured
),

judged as (
    select
        *,
        case
            when is_satisfied then 'met'
            when as_of > ends and achieved_as_of >= ends - 90 then 'missed'
            when as_of > ends and not is_satisfied_late then 'missed'
            when achieved_value is null then 'no_result'
            when expected_value is null then 'behind'
            when less_is_better and achieved_value <= expected_value then 'on_track'
            when not less_is_better and achieved_value >= expected_value then 'on_track'
            else 'behind'
        end as status,
        coalesce(
            not coalesce(is_satisfied, false)
            and coalesce(achieved_as_of < ends - 90, true)
            and as_of > ends
            and not is_satisfied_late,
            false
        ) as is_judged_late
    from paced
)

select
    * exclude (achieved_value, achieved_as_of, how, achieved_figure_id, achieved_figure_ids),
    case when is_judged_late then late_value else achieved_value end as achieved_value,
    case when is_judged_late then late_as_of else achieved_as_of end as achieved_as_of,
    case when is_judged_late then late_figure_id else achieved_figure_id end as achieved_figure_id,
    case when is_judged_late then late_figure_ids else achieved_figure_ids end as achieved_figure_ids,
    case
        when is_judged_late then late_how || '; dated after the end'
        when status in ('on_track', 'behind') and expected_value is null then how || '; no pace'
        else how
    end as how
from judged;

comment on view core.judgement is 'Every target with what it is measured against and its status, with the parts of the reasoning.';
comment on column core.judgement.line_value is 'Value at which the straight line to the target starts.';
comment on column core.judgement.line_begins is 'Day at which the straight line to the target starts.';
comment on column core.judgement.is_judged_late is 'Whether only a result from after the end tells that it was missed.';
comment on column core.judgement.kind is 'How the target is met: stock, flow, rate over a period, difference.';
comment on column core.judgement.status is 'met, missed, on_track, behind or no_result.';
