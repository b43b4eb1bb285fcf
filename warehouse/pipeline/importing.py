"""Take the pages of WARC files, ours or a crawl's, into the archive to be read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, Final

from warehouse.db import visits
from warehouse.fetch import Archive, Record
from warehouse.fetch.archive import read_warc
from warehouse.fetch.exchange import Exchange
from warehouse.pipeline.gather import page_of
from warehouse.pipeline.reading import ArchivedPage
from warehouse.pipeline.run import Run
from warehouse.settings import Source

_IMPORTED: Final = 100  # pages that are copied and noted together


def imported_pages(run: Run, files: Sequence[Path], source: Source | None) -> Iterator[ArchivedPage]:
    """Copy the Urdu pages of WARC files into the archive and give them to be read; a copy already there is kept once.

    Our own files keep their day; damage is named and read past; what is passed over is counted by reason. The pages
    belong to `source`, else to "warc". A killed import is begun again with the same files: what it had copied and not
    read comes first, what it had read is known by its digest.
    """
    archive = Archive(run.home.archive)
    name, layout = (source.name, source.layout) if source else ("warc", "generic")

    def passed(reason: str) -> None:
        run.tally.passed_over[reason] += 1

    with run.work() as con:
        waiting = visits.unread(con, name)
    yield from (page_of(name, layout, row) for row in waiting)
    for path in files:
        own = path.resolve().parent == archive.root.resolve()
        records = read_warc(path, run.tally.problems.append, passed)
        while batch := list(islice(records, _IMPORTED)):
            with run.work() as con:
                rows = list(
                    _imported(run, name, batch, visits.known(con, [answer.url for _, answer in batch]), archive, own)
                )
                archive.sync()
                visits.record(con, rows)
            yield from (page_of(name, layout, row) for row in rows)


def _imported(
    run: Run,
    name: str,
    batch: Sequence[tuple[Record, Exchange]],
    known: dict[str, dict[str, Any]],
    archive: Archive,
    own: bool,
) -> Iterator[dict[str, Any]]:
    for record, exchange in batch:
        run.tally.discovered += 1
        seen = known.get(exchange.url)
        if seen and seen.get("digest") == record.digest:
            run.tally.visits["unchanged"] += 1
            continue
        if seen and seen.get("body_fetched_at") and seen["body_fetched_at"] > exchange.fetched_at:
            run.tally.passed_over["older copy"] += 1
            continue
        kept = record if own else archive.write(exchange, sync=False)
        outcome = "changed" if seen else "new"
        row = {
            **{"source": name, "url": exchange.url, "outcome": outcome, "status": exchange.status},
            **{"fetched_at": exchange.fetched_at, "digest": kept.digest, "warc_file": kept.file},
            **{"warc_offset": kept.offset, "warc_length": kept.length, "body_fetched_at": exchange.fetched_at},
        }
        known[exchange.url] = row
        run.tally.visits[outcome] += 1
        yield row
