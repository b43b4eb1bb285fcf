-- grain: one row per mention of a figure
-- key: figure_id
create or replace view main.figures as
select
    mention.figure_id,
    mention.article_url,
    article.slug,
    article.origin_url,
    article.title,
    article.source,
    article.published,
    mention.p,
    mention.char_start,
    mention.char_end,
    mention.sentence,
    mention.mention,
    mention.value,
    mention.value_high,
    mention.out_of,
    mention.unit,
    mention.per,
    mention.comparator,
    mention.role,
    mention.basis,
    mention.period_start,
    mention.period_end,
    mention.place,
    mention.place_id,
    mention.programme,
    mention.indicator,
    mention.part,
    mention.item,
    mention.confidence,
    mention.extractor_version,
    article.fetched_at,
    mention.run_id,
    mention.evidence,
    mention.corrected,
    mention.span_id,
    printf('%016x', mention.observation_no) as observation_id,
    coalesce(story.story_url, mention.article_url) as story_url
from core.mention as mention
inner join core.article as article using (article_url)
left join core.story as story using (article_url);

comment on view main.figures is 'Every figure that the articles state, one row per mention, with the sentence that says it.';
