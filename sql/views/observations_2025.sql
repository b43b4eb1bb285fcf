-- grain: one row per series key in the boundaries of 2025-07-01, where they can be told in them
-- key: observation_id
create or replace view main.observations_2025 as
select * exclude (observation_no, today_no, sum_no, topic_no) replace (coalesce(figure_ids, [figure_id]) as figure_ids)
from core.observation_2025;

comment on view main.observations_2025 is 'Observations in today''s boundaries: old units rolled into their successors where the crosswalk is whole; boundaries says where it is not.';
comment on column main.observations_2025.boundaries is 'as reported; one old unit, undivided; N old units added up; or why the row keeps its old boundaries.';
comment on column main.observations_2025.figure_ids is 'All mentions that the value rests on.';
