-- grain: one row: how many rows, and the sums of the two halves of their MD5
-- Sums are blind to order, and need not hold all hashes to sort them.
select
    count(*) as n_rows,
    coalesce(sum(cast('0x' || left(digest, 16) as ubigint)), 0) as upper_half,
    coalesce(sum(cast('0x' || right(digest, 16) as ubigint)), 0) as lower_half
from hashed_rows;
