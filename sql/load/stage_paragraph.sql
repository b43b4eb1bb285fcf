-- grain: one row per paragraph of an incoming article; repeat counts earlier paragraphs of the same text
create or replace temp table staged_paragraph as
with

numbered as (
    select
        article_id,
        url,
        unnest(paragraphs) as text,
        generate_subscripts(paragraphs, 1) - 1 as p
    from staged_article
)

select
    article_id,
    url,
    cast(p as integer) as p,
    text,
    row_number() over (partition by url, text order by p) - 1 as repeat
from numbered;
