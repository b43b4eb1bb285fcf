"""Bring a source's new and changed pages into the archive."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from http import HTTPStatus
from typing import Any, Final, Literal

from warehouse.fetch.archive import Archive
from warehouse.fetch.client import Client
from warehouse.fetch.discover import Candidate, PageLinks, discover
from warehouse.fetch.errors import FetchError
from warehouse.fetch.exchange import Exchange
from warehouse.fetch.pace import Pace
from warehouse.fetch.robots import Robots
from warehouse.settings import Settings, Source

Outcome = Literal["new", "changed", "unchanged", "gone", "failed", "refused"]
_GONE: Final = (HTTPStatus.NOT_FOUND, HTTPStatus.GONE)
_REFUSALS: Final = frozenset({"robots", "host refused", "address refused", "redirect refused"})


@dataclass(frozen=True)
class Visit:
    """Hold what one visit of one address gave; times are UTC without zone.

    `outcome`: new or changed (the body is at `warc_file`, `warc_offset`, `warc_length`), unchanged (the body is where
    the last visit kept it), gone (404, 410: a tombstone, not a failure), failed, refused (by robots.txt, or by our own
    rules). `digest` is the body's SHA-256; `lastmod` is what the index said; `final_url` is where redirects led.
    """

    source: str
    url: str
    outcome: Outcome
    status: int | None
    fetched_at: datetime
    etag: str | None = None
    last_modified: str | None = None
    digest: str | None = None
    warc_file: str | None = None
    warc_offset: int | None = None
    warc_length: int | None = None
    error: str | None = None
    lastmod: datetime | None = None
    final_url: str | None = None


@dataclass
class Harvest:
    """Hold the visits of a run in order, what could not be read, and how many addresses the indexes listed in range.

    `indexes_read` is the number of index files read whole (0: nothing is known about the site); `left` is the number of
    addresses that the limit left for the next run.
    """

    visits: list[Visit] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    discovered: int = 0
    indexes_read: int = 0
    left: int = 0


def harvest(
    source: Source,
    *,
    since: date,
    until: date | None = None,
    limit: int | None = None,
    known: Mapping[str, Mapping[str, Any]],
    archive: Archive,
    settings: Settings,
    progress: Callable[[int, int], None] | None = None,
    on_visit: Callable[[Visit], None] | None = None,
    links: PageLinks | None = None,
    pace: Pace | None = None,
) -> Harvest:
    """Visit what is new or has changed since it was visited, one request at a time, and archive each answer first.

    `known` maps an address to its last visit (the fields of Visit). A known address is asked again only when its index
    says it changed since, or when the last visit failed; so a run over an unchanged site asks for robots.txt and the
    indexes alone. `on_visit` is called after each visit, with the answer safely archived: storing it there makes a
    killed run resumable. `progress` is told (done, of). `links` reads a listing page (kind "listing").
    """
    done = Harvest()
    with Client.for_source(source, settings, pace=pace) as client:
        robots = Robots(client)
        found = discover(source, client, since=since, until=until, robots=robots, links=links)
        done.problems += found.problems
        done.discovered = len(found.candidates)
        done.indexes_read = found.indexes_read
        due = [one for one in found.candidates if _is_due(one, known.get(one.url))]
        caps = [cap for cap in (limit, source.max_pages) if cap is not None]
        chosen = due[: min(caps)] if caps else due
        done.left = len(due) - len(chosen)
        visitor = _Visitor(source, client, robots, archive)
        for number, candidate in enumerate(chosen, start=1):
            before = known.get(candidate.url)
            visit = visitor.visit(candidate, before)
            if visit is None:
                done.problems.append(f"stopped: {visitor.stopped}")
                done.left += len(chosen) - number + 1
                break
            # what robots.txt refused before and refuses again is no news
            if not (visit.outcome == "refused" and before and before.get("outcome") == "refused"):
                done.visits.append(visit)
                if on_visit is not None:
                    on_visit(visit)
            if progress is not None:
                progress(number, len(chosen))
    return done


def _is_due(candidate: Candidate, before: Mapping[str, Any] | None) -> bool:
    if before is None or before.get("outcome") in ("failed", "refused"):
        return True
    if candidate.lastmod is None:
        return False
    seen = before.get("lastmod") or before.get("fetched_at")
    return seen is None or candidate.lastmod > seen


class _Visitor:
    def __init__(self, source: Source, client: Client, robots: Robots, archive: Archive) -> None:
        self._source = source
        self._client = client
        self._robots = robots
        self._archive = archive
        self.stopped: str | None = None

    def visit(self, candidate: Candidate, before: Mapping[str, Any] | None) -> Visit | None:
        """Visit one address; None when its host wants to be left alone for longer than we wait."""
        visit = Visit(self._source.name, candidate.url, "failed", None, _now(), lastmod=candidate.lastmod)
        try:
            answer = self._ask(candidate, before)
        except FetchError as error:
            if error.reason == "asked to wait":
                self.stopped = str(error)
                return None
            outcome: Outcome = "refused" if error.reason in _REFUSALS else "failed"
            why = f"{error.reason} ({error.detail})" if error.detail else error.reason
            return replace(visit, outcome=outcome, status=error.status, error=why)
        visit = replace(visit, status=answer.status, fetched_at=answer.fetched_at, final_url=answer.url)
        if answer.status in _GONE:
            return replace(visit, outcome="gone", error=f"http {answer.status}")
        if answer.status == HTTPStatus.NOT_MODIFIED and before:
            self._archive.write(answer, revisit=True)
            return _as_before(visit, before)
        if answer.status != HTTPStatus.OK:
            return replace(visit, error=f"http {answer.status}")
        return self._keep(visit, answer, before)

    def _ask(self, candidate: Candidate, before: Mapping[str, Any] | None) -> Exchange:
        conditions = _conditions(before)
        answer = self._client.get(candidate.url, headers=conditions, permit=self._robots.allowed)
        # the index says that the page changed, the server that it did not: servers lie, so ask without conditions
        if answer.status == HTTPStatus.NOT_MODIFIED and candidate.lastmod is not None:
            answer = self._client.get(candidate.url, permit=self._robots.allowed)
        return answer

    def _keep(self, visit: Visit, answer: Exchange, before: Mapping[str, Any] | None) -> Visit:
        visit = replace(visit, etag=answer.header("etag"), last_modified=answer.header("last-modified"))
        had = before.get("digest") if before else None
        if before and had == answer.digest:
            self._archive.write(answer, revisit=True)
            return replace(_as_before(visit, before), etag=visit.etag, last_modified=visit.last_modified)
        record = self._archive.write(answer)
        return replace(
            visit,
            outcome="changed" if had else "new",
            digest=record.digest,
            warc_file=record.file,
            warc_offset=record.offset,
            warc_length=record.length,
        )


def _as_before(visit: Visit, before: Mapping[str, Any]) -> Visit:
    return replace(
        visit,
        outcome="unchanged",
        etag=before.get("etag"),
        last_modified=before.get("last_modified"),
        digest=before.get("digest"),
        warc_file=before.get("warc_file"),
        warc_offset=before.get("warc_offset"),
        warc_length=before.get("warc_length"),
    )


def _conditions(before: Mapping[str, Any] | None) -> dict[str, str]:
    # without the body's digest there is nothing that a 304 could stand for
    if not before or not before.get("digest"):
        return {}
    pairs: Sequence[tuple[str, str]] = (("If-None-Match", "etag"), ("If-Modified-Since", "last_modified"))
    return {header: str(before[name]) for header, name in pairs if before.get(name)}


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)
