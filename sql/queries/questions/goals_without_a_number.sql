-- grain: one row per dated goal
-- question: Which goals without a number are due, where and when, and in which words?
select due, place, programme, indicator, mention, published, article_url
from milestones
order by due, place, article_url, p, char_start;
