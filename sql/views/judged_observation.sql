-- grain: one row per boundary set (reported, today) and series key
create or replace view core.judged_observation as
select 'reported' as boundary_set, observations.*, [observations.figure_id] as figure_ids, 'as reported' as boundaries
from main.observations as observations
union all by name
select 'today' as boundary_set, observations_2025.*
from main.observations_2025 as observations_2025;

comment on view core.judged_observation is 'Observations in the boundaries as reported and in today''s, so that one set of rules judges both.';
