-- grain: one row per URL whose archived body was read, into an article or a reason why it is none
update core.url_state set unread = false, rejected = read_urls.rejected
from read_urls
where
    url_state.url = read_urls.url
    and url_state.warc_file = read_urls.warc_file
    and url_state.warc_offset = read_urls.warc_offset;
