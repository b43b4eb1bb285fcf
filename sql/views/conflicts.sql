-- grain: one row per observation and source, where the sources of one series key disagree
-- key: observation_id, source
create or replace view main.conflicts as
with

disputed as (
    select * from core.observation where in_conflict
),

mentions as (
    select
        mention.observation_no,
        coalesce(article.source, main.site_of(mention.article_url)) as source,
        mention.value,
        article.published,
        mention.figure_id,
        mention.confidence,
        mention.article_no,
        mention.p,
        mention.char_start
    from core.mention as mention
    inner join core.article as article using (article_url)
    semi join disputed using (observation_no)
),

newest_of_source as (
    select *
    from mentions
    qualify row_number() over (
        partition by observation_no, source
        order by published desc nulls last, confidence desc nulls last, p, char_start, article_no, figure_id
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
from disputed as observation
inner join newest_of_source using (observation_no)
left join core.place as place on place.place_id = observation.ref_area;

comment on view main.conflicts is 'Series keys whose sources disagree by more than rounding, with what each source said last.';
comment on column main.conflicts.value is 'What the source said last.';
comment on column main.conflicts.stands is 'Whether observations carries this one.';
