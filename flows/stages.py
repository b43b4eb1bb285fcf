"""The stages of a run as Prefect tasks: coarse ones, for every task run costs the server 24-38 ms."""

from __future__ import annotations

from collections.abc import Iterable

from prefect import task
from prefect.cache_policies import NO_CACHE
from prefect.utilities.annotations import quote

from warehouse.pipeline import gather, stages
from warehouse.pipeline.reading import ArchivedPage
from warehouse.pipeline.retention import retain_archive
from warehouse.pipeline.run import Run
from warehouse.pipeline.tally import Outcome

harvest = task(name="harvest", cache_policy=NO_CACHE)(gather.harvest_source)
read = task(name="read", cache_policy=NO_CACHE)(stages.read)
find_figures = task(name="extract", cache_policy=NO_CACHE)(stages.find_figures)
store = task(name="load", cache_policy=NO_CACHE)(stages.store)
refresh = task(name="refresh", cache_policy=NO_CACHE)(stages.refresh_marts)
publish = task(name="check and publish", cache_policy=NO_CACHE)(stages.publish_release)
report = task(name="report", cache_policy=NO_CACHE)(stages.write_report)


def take_in(run: Run, pages: Iterable[ArchivedPage]) -> None:
    """Read, extract and load pages batch by batch."""
    for batch in stages.batches(pages):
        # quoted: Prefect would search every page of the list for futures
        reading = read(run, quote(batch))
        if reading.read:
            articles = stages.frame_of(reading)
            store(run, articles, find_figures(run, articles))
        stages.settle(run, reading)


def bring_out(run: Run, *, everything: bool = False) -> Outcome:
    """Judge what was taken in; refresh, check, publish and report it, unless there is nothing new; let old days go."""
    stages.judge(run)
    if not stages.is_published(run):
        refresh(run, everything=everything)
        publish(run)
        report(run)
    run.archive_removed = retain_archive(run)
    return stages.conclude(run)
