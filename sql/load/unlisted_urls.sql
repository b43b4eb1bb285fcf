-- grain: one row per asked URL that a source lists for the first time; none at the source's first run
select asked_urls.url
from asked_urls
anti join (select url from core.listed_url where source = $source) as listed using (url)
anti join core.url_state as url_state using (url)
where exists (select 1 from core.listed_url where source = $source)
order by asked_urls.url;
