-- grain: one row per incoming article with a signature and a day of publication (without a day nothing says that two are near)
create or replace temp table staged_signature as
select
    article.url as article_url,
    article.published,
    signature.shingles,
    signature.bands,
    signature.numbers
from incoming_signatures as signature
inner join staged_article as article using (article_id)
where article.published is not null;
