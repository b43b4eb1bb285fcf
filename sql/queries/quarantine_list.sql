-- grain: one row per number in quarantine, newest first
select quarantine_id, published, reason, mention, sentence, article_url
from main.quarantine
where $reason is null or reason = $reason
order by published desc nulls last, article_url, p, char_start
limit $n;
