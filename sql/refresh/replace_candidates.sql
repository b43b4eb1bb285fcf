-- grain: one row per target and result of the same place, programme and part that may count against it, either of them changed
delete from core.candidate as candidate
where
    topic_no in (select topic_no from chosen_topic)
    and (
        exists (
            from changed
            where changed.boundary_set = candidate.boundary_set and changed.observation_no = candidate.target_no
        )
        or exists (
            from changed
            where
                changed.boundary_set = candidate.boundary_set
                and changed.observation_no = candidate.result_no
                and changed.is_sum = candidate.is_added_up
        )
    );

insert into core.candidate by name
with

-- a changed target is held against every result, any other against the changed ones: two joins by equality in one
targets as (
    select *, case when is_changed then 'every result' else 'changed results' end as held_against
    from standing_target
),

results as (
    select
        *,
        unnest(case when is_changed then ['every result', 'changed results'] else ['every result'] end) as held_against
    from standing_result
),

meeting_indicators as (
    select
        *,
        unnest(coalesce(met_by, [indicator])) as result_indicator,
        generate_subscripts(coalesce(met_by, [indicator]), 1) as indicator_rank
    from targets
    union all by name
    -- what was paid out of a plan's money, as texts state it
    select *, 'capital.disbursement_rate' as result_indicator, 99 as indicator_rank
    from targets
    where indicator = 'capital.planned'
),

paired as (
    select
        target.boundary_set,
        target.target_no,
        target.topic_no,
        target.ref_area,
        target.indicator,
        target.unit,
        target.per,
        target.kind,
        target.begins,
        target.ends,
        target.met_by,
        target.is_share_of_plan,
        target.first_published,
        target.indicator_rank,
        result.observation_no as result_no,
        result.kind as result_kind,
        result.basis as result_basis,
        result.unit as result_unit,
        result.per as result_per,
        result.begins as result_begins,
        result.ends as result_ends,
        result.result_value,
        result.way,
        result.way_rank,
        result.way = 'sub-places added up' as is_added_up,
        result.published as result_published,
        result.in_conflict as result_in_conflict,
        result.figure_id as result_figure_id,
        -- made where it is needed: lists are slow to write
        coalesce(result.figure_ids, [result.figure_id]) as result_figure_ids
    from meeting_indicators as target
    inner join results as result
        on
            result.boundary_set = target.boundary_set
            and result.ref_area = target.ref_area
            and result.indicator = target.result_indicator
            and result.programme is not distinct from target.programme
            and result.part is not distinct from target.part
            and result.held_against = target.held_against
    where
        -- a stated attainment is a share of the target, whatever its unit
        (
            result.kind = 'attainment'
            or (result.unit = target.unit or target.unit = 'percentage_point' and result.unit = 'percent')
            and (result.per is not distinct from target.per or target.per = 'year' and result.per is null)
        )
        -- a stated change meets nothing but a planned one
        and (result.kind <> 'change' or target.kind = 'difference')
        -- what is dated long after the end tells nothing; what happened long before the period opens no stock either
        and result.ends <= target.ends + 90
        and (target.kind = 'stock' or target.begins is null or result.ends >= target.begins - 90)
)

select
    *,
    coalesce(
        result_published < first_published
        or result_ends < begins
        -- a target told after its own end is judged by what was reached in time
        or kind = 'stock' and begins is null and result_ends < first_published and ends >= first_published,
        false
    ) as is_baseline
from paired
order by topic_no;
