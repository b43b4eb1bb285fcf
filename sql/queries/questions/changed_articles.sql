-- grain: one row per later version of an article
-- question: Which articles changed after they were first read, and which numbers came or went?
select article_url, version, change, mentions_added, mentions_removed, fetched_at
from dim_article
where version > 1
order by article_url, version;
