-- grain: one row per two articles of which at least one was retold, and which tell the same story
-- Published at most three days apart, as a syndicated text is; sharing a band; 0.6 of the shingles of both together; and
-- all numbers of the one that has fewer are in the other: a copy may be cut, but the daily piece on the price of gold, or
-- the weekly one on capital spent, says other numbers, if only its date, in the same words.
create or replace temp table retold_once as
select distinct article_url from core.retold;

delete from core.likeness
where
    article_url in (select article_url from retold_once)
    or other_url in (select article_url from retold_once);

insert into core.likeness
with

retold as (
    select signature.* from core.signature as signature semi join retold_once using (article_url)
),

-- the cost of a run hangs on what was published near the days of its pages, not on the whole warehouse
wanted as (
    select article_url, cast(day as date) as published, unnest(bands) as band
    from retold, unnest(range(published - 3, published + 4, interval 1 day)) as days (day)
),

around as (
    select article_url, published, unnest(bands) as band
    from core.signature
    semi join (select distinct published from wanted) as days using (published)
),

met as (
    select distinct
        least(wanted.article_url, around.article_url) as article_url,
        greatest(wanted.article_url, around.article_url) as other_url
    from wanted
    inner join around using (published, band)
    where around.article_url <> wanted.article_url
),

compared as (
    select
        met.article_url,
        met.other_url,
        len(list_intersect(one.shingles, other.shingles)) as n_shared,
        len(one.shingles) + len(other.shingles) as n_shingles,
        case when len(one.numbers) <= len(other.numbers) then one.numbers else other.numbers end as fewer_numbers,
        case when len(one.numbers) <= len(other.numbers) then other.numbers else one.numbers end as more_numbers
    from met
    inner join core.signature as one on one.article_url = met.article_url
    inner join core.signature as other on other.article_url = met.other_url
)

select article_url, other_url, n_shared / (n_shingles - n_shared) as similarity
from compared
where
    n_shared >= 0.6 * (n_shingles - n_shared)
    and list_has_all(more_numbers, fewer_numbers)
    and (len(fewer_numbers) > 0 or len(more_numbers) = 0);
