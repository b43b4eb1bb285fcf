-- grain: one row per number in quarantine
-- question: Which numbers were read and not believed, and by which rule?
select reason, mention, sentence, source, published, quarantine_id
from quarantine
order by reason, published, quarantine_id;
