-- grain: one row per asked URL that its source had not listed before
insert into core.listed_url
select $source, asked_urls.url, $now
from asked_urls
anti join (select url from core.listed_url where source = $source) as listed using (url);
