-- grain: one row per observation and source, where the sources of one series key disagree
create or replace view main.conflicts as
with

mentions as (
    select
        core.observation_key(
            figures.place_id,
            figures.programme,
            figures.indicator,
            figures.part,
            case figures.role when 'target' then 'T' when 'achievement' then 'A' when 'attainment' then 'R' else 'D' end,
            figures.basis,
            figures.unit,
            figures.per,
            core.sdmx_freq(figures.period_start, figures.period_end),
            core.sdmx_period(figures.period_start, figures.period_end)
        ) as observation_id,
        coalesce(figures.source, main.site_of(figures.article_url)) as source,
        figures.value,
        figures.published,
        figures.figure_id,
        figures.confidence,
        figures.p,
        figures.char_start
    from main.figures as figures
    where figures.role in ('target', 'achievement', 'attainment', 'change') and figures.place_id is not null
),

newest_of_source as (
    select *
    from mentions
    qualify row_number() over (
        partition by observation_id, source
        order by published desc nulls last, confidence desc nulls last, p, char_start, figure_id
    ) = 1
)

select
    observation.observation_id,
    place.place,
    observation.ref_area,
    observation.programme,
    observation.indicator,
    observation.part,
    observation.measure,
    observation.basis,
    observation.unit_measure,
    observation.time_period,
    newest_of_source.source,
    newest_of_source.value,
    newest_of_source.published,
    newest_of_source.figure_id,
    newest_of_source.figure_id = observation.figure_id as stands,
    observation.obs_min,
    observation.obs_max
from main.observations as observation
inner join newest_of_source using (observation_id)
left join core.place as place on place.place_id = observation.ref_area
where observation.in_conflict;

comment on view main.conflicts is 'Series keys whose sources disagree by more than rounding, with what each source said last.';
comment on column main.conflicts.value is 'What the source said last.';
comment on column main.conflicts.stands is 'Whether observations carries this one.';
