"""Gather the pages that a run reads: harvested, left by a killed run, from the archive."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any, Final

from warehouse.db import visits
from warehouse.db.load import withdraw
from warehouse.errors import HadafError
from warehouse.fetch import Archive, Client, Harvest, Memory, Record, Visit, discover, harvest
from warehouse.fetch.forms import Forms
from warehouse.fetch.robots import Robots
from warehouse.pages import LimitedReader
from warehouse.pipeline.memory import StoredMemory
from warehouse.pipeline.progress import Progress
from warehouse.pipeline.reading import ArchivedPage
from warehouse.pipeline.run import Run
from warehouse.pipeline.stages import utc_now
from warehouse.settings import Settings, Source

FIRST_DAYS: Final = 3
"""Days that a source's first run looks back."""
OVERLAP_DAYS: Final = 2
"""Days before the watermark that are listed again: pages are dated late, and clocks differ (design section 5)."""

WINDOW_DAYS: Final = 31
"""Days of history that are listed at a time."""

_LOG = logging.getLogger(__name__)


def harvest_source(
    run: Run, source: Source, *, since: date | None, until: date | None, limit: int | None
) -> list[ArchivedPage]:
    """Discover, fetch and archive what is new or changed at one source; return the pages to read.

    Every visit is stored as soon as its answer is archived, so that a killed run is taken up where it ended: the pages
    that an earlier run archived and did not live to read are among the result, and articles whose page it found gone
    are withdrawn.
    """
    if not (run.settings.fetch.contact or source.allow_private):
        run.tally.notes.append(unnamed := f"{source.name}: no [fetch] contact: say who you are to the sites you read")
        _LOG.warning("%s", unnamed)
    with run.work() as con:
        memory = StoredMemory(con, source.name)
        first = since or first_day(visits.watermark(con, source.name))
        if until is None or source.kind != "sitemap":
            found = _harvest(run, source, memory, first, until, limit)
        else:
            found = _harvest_history(run, source, memory, first, until, limit)
        gone = visits.gone_articles(con, source.name)
        if gone:
            run.tally.withdrawn += withdraw(con, gone, run_id=run.run_id, fetched_at=utc_now())
        # pages that failed are remembered one by one; a day whose index was not read is not
        if until is None and found.left == 0 and found.indexes_read > 0 and found.indexes_missed == 0:
            visits.set_watermark(con, source.name, utc_now().date())
        unread = visits.unread(con, source.name)
    _count(run, source, found)
    return [page_of(source.name, source.layout, row) for row in unread]


def _harvest(run: Run, source: Source, memory: Memory, since: date, until: date | None, limit: int | None) -> Harvest:
    return harvest(
        source,
        since=since,
        until=until,
        limit=limit,
        memory=memory,
        archive=Archive(run.home.archive),
        settings=run.settings,
        reader=run.reader,
        progress=Progress(f"{source.name}: pages"),
        pace=run.pace,
    )


def _harvest_history(run: Run, source: Source, memory: Memory, since: date, until: date, limit: int | None) -> Harvest:
    """Harvest a long range window by window, newest first, until it is done, the limit is reached or the site fails.

    So no day file is read whose pages this run may not fetch any more, and memory holds a window at a time.
    """
    cap = min((number for number in (limit, source.max_pages) if number is not None), default=None)
    whole = Harvest()
    for first, last in windows(since, until):
        left = None if cap is None else cap - len(whole.visits)
        if left == 0:
            whole.notes.append(f"the limit is reached; run again for what is left from {since} to {last}")
            break
        part = _harvest(run, source, memory, first, last, left)
        whole.add(part)
        if not part.indexes_read or part.left:
            whole.notes.append(f"stopped; run again for what is left from {since} to {last}")
            break
    return whole


def windows(since: date, until: date) -> Iterator[tuple[date, date]]:
    """Cut a range of days into windows of WINDOW_DAYS, newest first.

    >>> [(str(first), str(last)) for first, last in windows(date(2026, 1, 1), date(2026, 2, 5))]
    [('2026-01-06', '2026-02-05'), ('2026-01-01', '2026-01-05')]
    """
    last = until
    while last >= since:
        first = max(since, last - timedelta(days=WINDOW_DAYS - 1))
        yield first, last
        last = first - timedelta(days=1)


def first_day(watermark: date | None) -> date:
    """Choose the first day to list: two days before the watermark; for a source never read, the last three days."""
    if watermark is None:
        return utc_now().date() - timedelta(days=FIRST_DAYS)
    return watermark - timedelta(days=OVERLAP_DAYS)


def would_fetch(run_settings: Settings, source: Source, *, since: date | None, until: date | None) -> list[str]:
    """List the addresses that a run would look at, without fetching a page or storing anything."""
    with Client.for_source(source, run_settings) as client, LimitedReader() as reader:
        found = discover(source, client, since=since or first_day(None), until=until, reader=reader)
        forms = Forms(Memory(), utc_now(), reader)
        derived = forms.derived(found, client, Robots(client), None, source.url_pattern or "")
    if not found.indexes_read:
        raise HadafError(f"{source.name}: no index could be read: {'; '.join(found.problems)}")
    for line in (*found.problems, *found.notes, *forms.notes):
        _LOG.warning("%s: %s", source.name, line)
    return [candidate.url for candidate in (found.candidates or derived)]


def archived_pages(run: Run, *, stale_only: bool) -> Iterator[ArchivedPage]:
    """List the newest archived copy of every page of every source; with `stale_only` those read by older code or words.

    Raises HadafError where nothing is archived.
    """
    layouts = {source.name: source.layout for source in run.settings.sources}
    with run.work() as con:
        states = con.execute("from core.url_state where warc_file is not null order by url").fetchall()
        names = [column[0] for column in con.description]
        version = "select warc_file, warc_offset from core.article where extractor_version = ? and not withdrawn"
        current = set(con.execute(version, [run.extractor_version]).fetchall()) if stale_only else set()
    if not states:
        raise HadafError(f"{run.home.archive}: nothing is archived yet; run `hadaf ingest` first")
    for state in states:
        row = dict(zip(names, state, strict=True))
        if row["outcome"] != "gone" and (row["warc_file"], row["warc_offset"]) not in current:
            yield page_of(row["source"], layouts.get(row["source"], "generic"), row)


def page_of(source: str, layout: str, row: Mapping[str, Any]) -> ArchivedPage:
    """Name an archived page by its state in the work database."""
    record = Record(row["warc_file"], row["warc_offset"], row["warc_length"], row["digest"])
    fetched_at = row.get("body_fetched_at") or row["fetched_at"]
    return ArchivedPage(row["url"], source, layout, fetched_at, record)


def _count(run: Run, source: Source, found: Harvest) -> None:
    tally = run.tally
    tally.sources += 1
    tally.discovered += found.discovered
    tally.failed_again += found.failed_again
    tally.visits.update(visit.outcome for visit in found.visits)
    tally.by_source[source.name].add_harvest(found)
    tally.problems += [f"{source.name}: {problem}" for problem in found.problems]
    tally.failures += [f"{visit.url}: {visit.error}" for visit in _failed(found.visits)]
    if found.indexes_read == 0:
        tally.dead_indexes.append(source.name)
    tally.notes += [f"{source.name}: {note}" for note in found.notes]
    for line in (*found.problems, *found.notes):
        _LOG.warning("%s: %s", source.name, line)
    for visit in _failed(found.visits):
        _LOG.warning("%s: %s", visit.url, visit.error)
    _LOG.info(
        "%s: %d listed, %d visited, %d left for later", source.name, found.discovered, len(found.visits), found.left
    )


def _failed(done: Iterable[Visit]) -> list[Visit]:
    return [visit for visit in done if visit.outcome == "failed"]
