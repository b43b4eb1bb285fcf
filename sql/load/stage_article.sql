-- grain: one row per incoming article URL (of two readings of one URL in a batch the later fetched stands)
create or replace temp table staged_article as
with

ranked as (
    select
        *,
        row_number() over (
            partition by url order by fetched_at desc nulls last, text_sha256 desc nulls last, article_id desc
        ) as reading
    from incoming_articles
),

newest_reading as (
    select * exclude (reading) from ranked where reading = 1
)

select
    newest_reading.* exclude (text_sha256),
    coalesce(text_sha256, sha256(array_to_string(paragraphs, chr(10)))) as text_sha256
from newest_reading;
