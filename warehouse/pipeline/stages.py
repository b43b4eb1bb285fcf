"""The stages of a run, each a plain function over a Run: read, extract, store, judge, publish, report."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Final

import polars as pl

from warehouse.db import visits
from warehouse.db.load import LoadResult, load, withdraw
from warehouse.db.publish import publish
from warehouse.db.refresh import refresh
from warehouse.db.runs import last_stored_and_released
from warehouse.errors import HadafError
from warehouse.fetch import Archive
from warehouse.figures.extract import Extraction, extract
from warehouse.figures.schemas import ARTICLES
from warehouse.figures.signatures import signatures
from warehouse.pipeline.reading import ArchivedPage, Reading, read_archived, stored_frame
from warehouse.pipeline.run import Run
from warehouse.pipeline.tally import Outcome, verdict
from warehouse.report import write_site

BATCH: Final = 500
"""Archived pages that are read, extracted and stored together: a few tens of MB."""

_LOG = logging.getLogger(__name__)


def batches(pages: Iterable[ArchivedPage], size: int = BATCH) -> Iterator[list[ArchivedPage]]:
    """Cut pages into batches, so that memory stays constant however long the history is."""
    stream = iter(pages)
    while batch := list(islice(stream, size)):
        yield batch


def read(run: Run, pages: Sequence[ArchivedPage]) -> Reading:
    """Read a batch of archived pages; count those that are no articles, withdraw articles that became soft 404s."""
    reading = read_archived(Archive(run.home.archive), pages, run.reader)
    run.tally.read += len(reading.read)
    run.tally.rejected.update(rejection.reason for rejection in reading.rejected)
    for item in reading.read:
        run.tally.by_source[item.page.source].add_read(item)
    for rejection in reading.rejected:
        run.tally.by_source[rejection.page.source].rejected[rejection.reason] += 1
    run.tally.failures += [
        f"{rejection.page.url}: {rejection.reason}: {rejection.detail}" for rejection in reading.rejected
    ]
    gone = [rejection.page.url for rejection in reading.rejected if rejection.reason == "soft_404"]
    if gone:
        with run.work() as con:
            run.tally.withdrawn += withdraw(con, gone, run_id=run.run_id, fetched_at=utc_now())
    return reading


def find_figures(run: Run, articles: pl.DataFrame) -> Extraction:
    """Extract the figures of a batch of articles with the run's lexicon."""
    return extract(articles.select(ARTICLES.names()), run.lexicon)


def store(run: Run, articles: pl.DataFrame, found: Extraction) -> LoadResult:
    """Store a batch, an article a transaction; count what went in."""
    with run.work() as con:
        result = load(
            con,
            articles=articles,
            figures=found.figures,
            quarantine=found.quarantine,
            milestones=found.milestones,
            signatures=signatures(articles, found.figures, run.lexicon),
            run_id=run.run_id,
            extractor_version=run.extractor_version,
        )
    run.tally.articles += result.articles
    run.tally.figures += result.figures
    run.tally.quarantined += result.quarantined
    run.tally.milestones += result.milestones
    run.tally.not_loaded += len(result.failed)
    for source, n_figures, n_held_back in _by_source(articles, found):
        run.tally.by_source[source].figures += n_figures
        run.tally.by_source[source].quarantined += n_held_back
    run.tally.failures += [f"{url}: not stored: {error}" for url, error in result.failed]
    return result


def settle(run: Run, reading: Reading) -> None:
    """Note that a batch was read and stored: from here on a killed run does not read it again."""
    pages = [(item.page, None) for item in reading.read] + [(item.page, item.reason) for item in reading.rejected]
    with run.work() as con:
        visits.mark_read(
            con,
            [
                {
                    "url": page.url,
                    "warc_file": page.record.file,
                    "warc_offset": page.record.offset,
                    "rejected": why,
                }
                for page, why in pages
            ],
        )


def frame_of(reading: Reading) -> pl.DataFrame:
    """Make the frame of the articles of a reading; `listed_by` is the configured source that each was listed by."""
    owners = {item.article.url: item.page.source for item in reading.read}
    return stored_frame(reading.read).with_columns(
        listed_by=pl.col("url").replace_strict(list(owners), list(owners.values()), return_dtype=pl.String)
    )


def _by_source(articles: pl.DataFrame, found: Extraction) -> list[tuple[str, int, int]]:
    """Count figures and numbers in quarantine by the source that listed their article."""
    counts = [
        frame.group_by("article_id").len(name)
        for frame, name in ((found.figures, "figures"), (found.quarantine, "held_back"))
    ]
    whole = articles.select("article_id", "listed_by")
    for count in counts:
        whole = whole.join(count, on="article_id", how="left")
    return whole.group_by("listed_by").agg(pl.sum("figures", "held_back")).rows()


def judge(run: Run) -> None:
    """Stop the run with HadafError where it must not publish (see tally.verdict)."""
    why_not = verdict(run.tally, run.settings.fetch.max_failed_share)
    if why_not:
        raise HadafError("; ".join([why_not, *run.tally.problems[:3], *run.tally.failures[:3]]))


def is_published(run: Run) -> bool:
    """Tell whether the newest release holds everything that is stored, so that there is nothing to publish."""
    if run.tally.changes or not run.home.published.exists():
        return False
    with run.work() as con:
        stored, released = last_stored_and_released(con)
    return bool(released and (not stored or stored <= released))


def refresh_marts(run: Run, *, everything: bool = False) -> int:
    """Bring the marts up for what was touched (or for everything); return how many series were touched."""
    with run.work() as con:
        return refresh(con, None if everything else ())


def publish_release(run: Run) -> None:
    """Check and publish a new release; raises ChecksFailed, and the previous release stays."""
    run.note_counts()
    release = publish(
        run.home,
        run_id=run.run_id,
        keep=run.settings.release.keep,
        memory_limit=run.settings.warehouse.memory_limit,
    )
    run.release, run.release_file = release.id, Path(release.path)
    _LOG.info("published release %s", release.id)


def write_report(run: Run) -> None:
    """Write the report of the newest release."""
    run.report = write_site(run.home.published.resolve(), run.home.report)


def conclude(run: Run) -> Outcome:
    """Say how a run ended that published, or that found nothing new."""
    tally = run.tally
    trouble = tally.failed + len(tally.problems)
    code = 3 if trouble else 0
    seen = f"{sum(tally.visits.values())} pages visited, {tally.read} read"
    if run.release is None:
        return run.finish("nothing new", f"nothing new: {tally.discovered} listed, {seen}; {_trouble(run)}", code)
    message = f"published release {run.release}: {seen}, {tally.figures} figures of {tally.articles} articles"
    return run.finish("published", f"{message}; {_trouble(run)}", code)


def _trouble(run: Run) -> str:
    tally = run.tally
    if not tally.failed and not tally.problems:
        return "no failures"
    return f"{tally.failed} pages failed, {len(tally.problems)} index problems"


def utc_now() -> datetime:
    """Give the time as the warehouse keeps it: UTC, naive."""
    return datetime.now(UTC).replace(tzinfo=None)
