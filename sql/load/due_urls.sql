-- grain: one row per URL of one source whose next look is due: failures, then what changed last, then the newest
select *
from core.url_state
where
    source = $source
    and next_visit_at <= $now
    -- a page in another language stays one
    and rejected is distinct from 'not_urdu'
order by
    case outcome when 'failed' then 0 when 'changed' then 1 else 2 end,
    first_seen_at desc,
    url
limit $most;
