-- grain: one row per boundary set and observation (or sum of sub-places) that the touched series may have changed
-- A sum of sub-places has the number that the place's own observation of the same series has: is_sum tells them apart.
create or replace temp table changed as
select 'reported' as boundary_set, observation_no, false as is_sum from touched
union
select 'reported', sum_no, true from touched where sum_no is not null
union
select 'today', today_no, false from touched
union
select 'today', observation_no, false from touched
union
select 'today', today_sum_no, true from touched where today_sum_no is not null
union
-- units that are rolled up, or no longer rolled up, with a touched one
select 'today', observation.observation_no, false
from standing_observation as observation
semi join touched using (today_no);
