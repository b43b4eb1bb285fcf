-- grain: one row per later version of an article that says something else
-- question: Which articles say something else than when they were first read, and which numbers came or went?
-- A new translation of the same text and slips of the pen are no news; `dim_article` has them too.
select article_url, version, change, mentions_added, mentions_removed, fetched_at
from dim_article
where version > 1 and change not in ('retranslated', 'typo')
order by article_url, version;
