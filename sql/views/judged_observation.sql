-- grain: one row per boundary set (reported, today) and series key
create or replace view core.judged_observation as
select 'reported' as boundary_set, observation.*, [observation.figure_id] as figure_ids, 'as reported' as boundaries
from core.observation as observation
union all by name
select 'today' as boundary_set, observation_2025.*
from core.observation_2025 as observation_2025;

comment on view core.judged_observation is 'Observations in the boundaries as reported and in today''s, so that one set of rules judges both.';
