-- grain: one row per mention of a touched observation
-- Numbers only, of all that is needed to choose and to count: texts are slow to read, and wanted of few.
create or replace temp table touched_mention as
select
    mention.rowid as row_no,
    mention.observation_no,
    mention.article_no,
    mention.span_id,
    mention.value,
    coalesce(mention.out_of > 0, false) as tells_whole,
    mention.confidence,
    mention.p,
    mention.char_start
from core.mention as mention
semi join touched using (observation_no);

-- by their number: a table of its own, so that DuckDB knows how few they are
create or replace temp table told as
select
    touched_mention.*,
    article.source_no,
    article.published,
    coalesce(story.story_no, article_no) as story_no,
    row(
        coalesce(date '9999-12-31' - article.published, 9999999), coalesce(-confidence, 1), p, char_start, article_no
    ) as standing
from touched_mention
inner join core.article as article using (article_no)
left join core.story as story using (article_no);
