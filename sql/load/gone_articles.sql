-- grain: one row per standing article of one source whose page is gone (404, 410)
with

gone as (
    select url, warc_file, warc_offset from core.url_state where outcome = 'gone' and source = ?
)

-- the article that was read from this page's copy, whatever address it calls its own
select article.article_url
from core.article as article
semi join gone using (warc_file, warc_offset)
where not article.withdrawn
union
select article.article_url
from core.article as article
semi join gone on gone.url = article.article_url
where not article.withdrawn and article.warc_file is null
order by article_url;
