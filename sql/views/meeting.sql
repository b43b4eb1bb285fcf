-- grain: one row per boundary set and target observation, in the columns that are published
create or replace view core.meeting as
select
    judgement.boundary_set,
    place.place,
    judgement.programme,
    judgement.indicator,
    judgement.unit,
    judgement.basis,
    judgement.begins as period_start,
    judgement.period_end,
    judgement.target_value,
    judgement.comparator as target_comparator,
    judgement.figure_id as target_figure_id,
    judgement.published as target_published,
    judgement.achieved_value,
    judgement.achieved_as_of,
    judgement.achieved_figure_id,
    case
        when judgement.kind = 'difference' then judgement.achieved_value / nullif(judgement.target_value, 0)
        when not judgement.less_is_better then judgement.achieved_value / nullif(judgement.target_value, 0)
        else (judgement.baseline_value - judgement.achieved_value)
            / nullif(judgement.baseline_value - judgement.target_value, 0)
    end as attainment,
    stated_attainment.attainment_stated,
    round(judgement.achieved_value - judgement.target_value, 9) as gap,
    judgement.status,
    judgement.how,
    judgement.n_mentions as n_targets,
    judgement.n_achievements,
    judgement.in_conflict or judgement.result_in_conflict as in_conflict,
    judgement.target_id,
    judgement.ref_area as place_id,
    judgement.part,
    judgement.per,
    judgement.target_value_high,
    judgement.less_is_better,
    judgement.baseline_value,
    judgement.baseline_as_of,
    judgement.baseline_figure_id,
    judgement.expected_value,
    judgement.achieved_figure_ids,
    stated_attainment.stated_as_of,
    stated_attainment.stated_figure_id,
    judgement.as_of,
    judgement.boundaries
from core.judgement as judgement
left join core.place as place on place.place_id = judgement.ref_area
left join core.stated_attainment as stated_attainment
    on
        stated_attainment.boundary_set = judgement.boundary_set
        and stated_attainment.target_no = judgement.target_no;

comment on view core.meeting is 'Every target beside its achievement, in the boundaries as reported and in today''s.';
