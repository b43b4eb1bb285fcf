-- grain: one row per mention of a touched observation
create or replace view core.series_mention as
select
    mention.observation_no,
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
    article.published,
    hash(coalesce(story.story_url, mention.article_url)) as story_no
from core.mention as mention
inner join core.article as article using (article_url)
left join core.story as story using (article_url)
semi join core.touched as touched using (observation_no);

comment on view core.series_mention is 'Mentions of the observations in core.touched: empty between refreshes.';
