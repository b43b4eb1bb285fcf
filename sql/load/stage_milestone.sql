-- grain: one row per incoming dated goal
create or replace temp table staged_milestone as
select
    staged_article.url as article_url,
    incoming.* exclude (article_id)
from incoming_milestones as incoming
inner join staged_article using (article_id);
