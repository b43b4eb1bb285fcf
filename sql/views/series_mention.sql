-- grain: one row per mention of a touched place and indicator that an observation can rest on
create or replace view core.series_mention as
select
    core.observation_key(
        mention.place_id,
        mention.programme,
        mention.indicator,
        mention.part,
        case mention.role when 'target' then 'T' when 'achievement' then 'A' when 'attainment' then 'R' else 'D' end,
        mention.basis,
        mention.unit,
        mention.per,
        core.sdmx_freq(mention.period_start, mention.period_end),
        core.sdmx_period(mention.period_start, mention.period_end)
    ) as observation_id,
    mention.place_id as ref_area,
    mention.programme,
    mention.indicator,
    mention.part,
    case mention.role when 'target' then 'T' when 'achievement' then 'A' when 'attainment' then 'R' else 'D' end as measure,
    mention.basis,
    mention.unit as unit_measure,
    mention.per,
    core.sdmx_freq(mention.period_start, mention.period_end) as freq,
    core.sdmx_period(mention.period_start, mention.period_end) as time_period,
    mention.period_start,
    mention.period_end,
    mention.value,
    mention.value_high,
    mention.out_of,
    mention.comparator,
    mention.confidence,
    mention.figure_id,
    mention.span_id,
    mention.p,
    mention.char_start,
    coalesce(article.source, main.site_of(article.article_url)) as source,
    article.published
from core.mention as mention
inner join core.article as article using (article_url)
semi join core.touched as touched
    on touched.place_id = mention.place_id and touched.indicator = mention.indicator
where
    mention.role in ('target', 'achievement', 'attainment', 'change')
    and mention.value is not null
    and mention.unit is not null;

comment on view core.series_mention is 'Mentions that observations rest on, for the places and indicators in core.touched: empty between refreshes.';
