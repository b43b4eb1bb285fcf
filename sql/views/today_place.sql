-- grain: one row per unit before 2025-07-01 that went whole into a unit made of whole ones
create or replace view core.today_place as
with

successors as (
    select old_id, min(new_id) as new_id
    from core.crosswalk
    group by old_id
    having bool_and(whole) and count(*) = 1
),

made_of as (
    -- a unit that also took in a part of another one is never the sum of its whole parts
    select new_id, count(*) as n_old
    from core.crosswalk
    group by new_id
    having bool_and(whole)
)

select successors.old_id as place_id, successors.new_id as today_id, made_of.n_old
from successors
inner join made_of using (new_id);

comment on view core.today_place is 'Old units that can be told in today''s boundaries, with the unit that they are part of.';
comment on column core.today_place.today_id is 'The unit of 2025-07-01.';
comment on column core.today_place.n_old is 'Number of old units that it is made of.';
