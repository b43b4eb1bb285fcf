-- grain: one row per dated goal without a number
-- key: article_url, p, char_start, char_end, indicator, due
create or replace view main.milestones as
select
    milestone.article_url,
    milestone.p,
    milestone.char_start,
    milestone.char_end,
    milestone.place,
    milestone.programme,
    milestone.indicator,
    milestone.due,
    milestone.place_id,
    substring(paragraph.text, milestone.char_start + 1, milestone.char_end - milestone.char_start) as mention,
    article.title,
    article.source,
    article.published,
    article.fetched_at,
    milestone.run_id
from core.milestone as milestone
inner join core.article as article using (article_url)
left join core.paragraph as paragraph
    on
        paragraph.article_url = article.article_url
        and paragraph.version = article.version
        and paragraph.p = milestone.p;

comment on view main.milestones is 'Targets without a number: what a place means to reach, and by when.';
comment on column main.milestones.mention is 'The words that state the goal, as given.';
