-- grain: one row per asked URL that was ever visited
select url_state.*
from core.url_state as url_state
semi join asked_urls using (url)
order by url_state.url;
