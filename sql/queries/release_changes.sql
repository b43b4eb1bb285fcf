-- grain: one row: how the rows of one object (rows_now) differ from those of the release before (rows_before)
with

before as (
    select key, sum(said) as said from rows_before group by key
),

now as (
    select key, sum(said) as said from rows_now group by key
)

select
    count(*) filter (where before.key is null) as n_added,
    count(*) filter (where before.said <> now.said) as n_changed,
    count(*) filter (where now.key is null) as n_withdrawn
from before
full join now on now.key = before.key;
