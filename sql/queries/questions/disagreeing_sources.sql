-- grain: one row per disagreement and source
-- question: Where do sources disagree, by how much, and what does each say?
select
    conflict.place,
    conflict.indicator,
    conflict.measure,
    conflict.time_period,
    conflict.source,
    conflict.value,
    conflict.published,
    conflict.stands,
    said.sentence
from conflicts as conflict
inner join figures as said using (figure_id)
order by conflict.observation_id, conflict.published, conflict.source;
