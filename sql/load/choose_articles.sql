-- grain: one row per article that the next transaction stores or withdraws; is_known: there is something to replace
create or replace temp table chosen_article as
select chosen.article_url, article.article_url is not null as is_known
from (select unnest(cast(? as varchar[])) as article_url) as chosen
left join core.article as article using (article_url);
