-- grain: one row per URL whose archived body was read, into an article or a reason why it is none
update core.url_state set
    unread = false,
    rejected = read_urls.rejected,
    -- a damaged copy is none: without its digest the page is asked for again, unconditionally, by the next run
    digest = case when is_damaged then null else digest end,
    etag = case when is_damaged then null else etag end,
    last_modified = case when is_damaged then null else last_modified end,
    next_visit_at = case when is_damaged then url_state.fetched_at else next_visit_at end
from (select *, rejected is not distinct from 'damaged copy' as is_damaged from read_urls) as read_urls
where
    url_state.url = read_urls.url
    and url_state.warc_file = read_urls.warc_file
    and url_state.warc_offset = read_urls.warc_offset;
