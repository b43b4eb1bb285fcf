-- grain: one row per visited URL (the last visit of each stands)
insert into core.url_state by name
with

last_visits as (
    select * from incoming_visits
    qualify row_number() over (partition by url order by fetched_at desc, outcome) = 1
),

visits_by_url as (
    select url, cast(count(*) as integer) as n_visits, min(fetched_at) as first_seen_at
    from incoming_visits
    group by url
)

select
    last_visits.url,
    last_visits.source,
    last_visits.outcome,
    last_visits.status,
    last_visits.error,
    last_visits.etag,
    last_visits.last_modified,
    last_visits.lastmod,
    last_visits.digest,
    last_visits.warc_file,
    last_visits.warc_offset,
    last_visits.warc_length,
    visits_by_url.n_visits,
    visits_by_url.first_seen_at,
    last_visits.fetched_at,
    case when last_visits.outcome in ('new', 'changed') then last_visits.fetched_at end as body_fetched_at,
    last_visits.next_visit_at,
    last_visits.revisit_step,
    last_visits.outcome in ('new', 'changed') as unread
from last_visits
inner join visits_by_url using (url)
on conflict (url) do update set
    source = excluded.source,
    outcome = excluded.outcome,
    status = excluded.status,
    error = excluded.error,
    -- a visit that brought no body (304, failure) keeps the validators and the archived copy of the one that did
    etag = coalesce(excluded.etag, url_state.etag),
    last_modified = coalesce(excluded.last_modified, url_state.last_modified),
    lastmod = coalesce(excluded.lastmod, url_state.lastmod),
    digest = coalesce(excluded.digest, url_state.digest),
    warc_file = case when excluded.body_fetched_at is null then url_state.warc_file else excluded.warc_file end,
    warc_offset = case when excluded.body_fetched_at is null then url_state.warc_offset else excluded.warc_offset end,
    warc_length = case when excluded.body_fetched_at is null then url_state.warc_length else excluded.warc_length end,
    n_visits = url_state.n_visits + excluded.n_visits,
    fetched_at = excluded.fetched_at,
    body_fetched_at = coalesce(excluded.body_fetched_at, url_state.body_fetched_at),
    next_visit_at = excluded.next_visit_at,
    revisit_step = excluded.revisit_step,
    -- a copy that nobody has read yet is still to be read when the next visit finds it unchanged
    unread = url_state.unread or excluded.unread;
