-- grain: one row per boundary set and observation that was refreshed, or that else may count in a chosen topic
create or replace temp table standing as
with

-- rows of this transaction are not found by their row: those that it put in are taken from where they were made
everything as (
    select * from refreshed
    union all by name
    select 'reported' as boundary_set, *
    from core.observation
    where rowid in (
        select row_no
        from stale_observation
        where in_full and not is_touched and observation_no not in (select observation_no from fresh_observation)
    )
    union all by name
    select 'today' as boundary_set, *
    from core.observation_2025
    where rowid in (select row_no from stale_observation_2025 where in_full and not is_touched)
)

select
    boundary_set,
    observation_no,
    ref_area,
    programme,
    indicator,
    part,
    measure,
    basis,
    unit_measure,
    per,
    period_start,
    period_end,
    obs_value,
    out_of,
    in_conflict,
    published,
    figure_id,
    figure_ids
from everything;
