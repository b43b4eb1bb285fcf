-- grain: one row per URL of one source that was ever visited
select
    url,
    source,
    outcome,
    status,
    error,
    etag,
    last_modified,
    lastmod,
    digest,
    warc_file,
    warc_offset,
    warc_length,
    n_visits,
    first_seen_at,
    fetched_at,
    body_fetched_at
from core.url_state
where source = ?
order by url;
