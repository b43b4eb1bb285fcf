-- grain: one row per answer
-- question: Which numbers of units from before July 2025 can be told in today's boundaries, and why not the others?
select boundaries, count(*) as n_observations, count(distinct ref_area) as n_places
from observations_2025
where boundaries <> 'as reported'
group by boundaries
order by n_observations desc, boundaries;
