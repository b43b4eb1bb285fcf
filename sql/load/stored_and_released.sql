-- grain: one row: when the last run that stored an article or a version began, and when the last release was made
with

stored as (
    select run_id from core.article
    union
    select run_id from core.article_version
)

select
    (select max(run.started_at) from core.run as run semi join stored using (run_id)),
    (select max(created_at) from core.release where status = 'published');
