-- grain: one row per source and measure of its pages: the newest twenty pages or more beside those before them
-- Runs without an index to read (archive, WARC files) are no nights like others and do not count.
create or replace view core.source_drift as
with

harvests as (
    select
        *,
        list_sum(list_value(0) || map_values(rejected)) as pages_rejected,
        pages_read + list_sum(list_value(0) || map_values(rejected)) - coalesce(rejected['soft_404'], 0) as pages_seen
    from core.source_run
    where indexes_read is not null
),

aged as (
    select
        *,
        coalesce(sum(pages_seen) over (
            partition by source order by began_at desc, run_id desc
            rows between unbounded preceding and 1 preceding
        ), 0) < 20 as is_newest
    from harvests
    qualify row_number() over (partition by source order by began_at desc, run_id desc) <= 100
),

sums as (
    select
        source,
        is_newest,
        sum(pages_seen) as pages_seen,
        sum(pages_read) as pages_read,
        sum(figures_loaded) as figures,
        sum(paragraphs) as paragraphs,
        sum(coalesce(rejected['not_urdu'], 0)) as not_urdu,
        sum(pages_rejected - coalesce(rejected['not_urdu'], 0) - coalesce(rejected['soft_404'], 0)) as unreadable,
        sum(undated) as undated,
        sum(by_net) as by_net
    from aged
    group by source, is_newest
),

measured as (
    select
        source,
        is_newest,
        pages_seen,
        unnest([
            {'what': 'figures an article', 'value': figures / nullif(pages_read, 0)},
            {'what': 'paragraphs an article', 'value': paragraphs / nullif(pages_read, 0)},
            {'what': 'share in another language', 'value': not_urdu / nullif(pages_seen, 0)},
            {'what': 'share that is no article', 'value': unreadable / nullif(pages_seen, 0)},
            {'what': 'share without a date', 'value': undated / nullif(pages_read, 0)},
            {'what': 'share of bodies found by the net', 'value': by_net / nullif(pages_read, 0)}
        ], recursive := true)
    from sums
)

select newest.source, newest.what, newest.value as newest_value, earlier.value as usual_value
from measured as newest
inner join measured as earlier
    on earlier.source = newest.source and earlier.what = newest.what and not earlier.is_newest
-- fewer pages say nothing
where newest.is_newest and newest.pages_seen >= 10 and earlier.pages_seen >= 20;

comment on view core.source_drift is 'What a source''s newest pages gave beside what its earlier ones did.';
