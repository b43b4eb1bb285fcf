-- grain: one row per article whose story was to be looked up and was not
-- severity: fail
select distinct article_url
from core.retold
