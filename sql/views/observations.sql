-- grain: one row per series key: ref_area, programme, indicator, part, measure, basis, unit_measure, per, freq, time_period
-- key: observation_id
create or replace view main.observations as
select * exclude (observation_no, today_no, sum_no, topic_no)
from core.observation;

comment on view main.observations is 'One row per series key in SDMX terms. The mention that stands is the newest published, then the most certain, then the first in its text; the others are counted and their spread shown, never averaged.';
