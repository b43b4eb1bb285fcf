"""Visit one address: ask, archive, and say what has become of the page since the last time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any, Final

from warehouse.errors import HadafError
from warehouse.fetch.archive import Archive, Record
from warehouse.fetch.client import Client
from warehouse.fetch.errors import FetchError
from warehouse.fetch.exchange import Exchange
from warehouse.fetch.intake import Candidate
from warehouse.fetch.memory import Outcome, Visit
from warehouse.fetch.reading import PageReader
from warehouse.fetch.revisit import is_unconditional, next_visit
from warehouse.fetch.robots import Robots
from warehouse.pages import Article, PageRejected
from warehouse.settings import Source

_GONE: Final = (HTTPStatus.NOT_FOUND, HTTPStatus.GONE)
_TELL_NOTHING: Final = ("consent", "bot_check", "unreadable", "too slow", "too much memory", "reader died")
_REFUSALS: Final = frozenset({"robots", "host refused", "address refused", "redirect refused"})


def utc_now() -> datetime:
    """Give the time as it is kept: UTC, naive."""
    return datetime.now(UTC).replace(tzinfo=None)


class Visitor:
    """Visit the addresses of one source, archiving each answer before anything else is done with it.

    `stopped` says why a host is to be left alone, once a visit has given None. `last` is the answer of the last visit.
    """

    def __init__(
        self, source: Source, client: Client, robots: Robots, archive: Archive, reader: PageReader, now: datetime
    ) -> None:
        self._source = source
        self._client = client
        self._robots = robots
        self._archive = archive
        self._reader = reader
        self._now = now
        self.stopped: str | None = None
        self.last: Exchange | None = None

    def visit(self, candidate: Candidate, before: Mapping[str, Any] | None) -> Visit | None:
        """Visit one address; None when its host wants to be left alone for longer than we wait."""
        self.last = None
        visit = self._visit(candidate, before)
        if visit is None:
            return None
        when, step = next_visit(visit.outcome, visit.status, before, self._now)
        return replace(visit, next_visit_at=when, revisit_step=step)

    def _visit(self, candidate: Candidate, before: Mapping[str, Any] | None) -> Visit | None:
        visit = Visit(self._source.name, candidate.url, "failed", None, utc_now(), lastmod=candidate.lastmod)
        try:
            answer = self._ask(candidate, before)
        except FetchError as error:
            if error.reason == "asked to wait":
                self.stopped = str(error)
                return None
            outcome: Outcome = "refused" if error.reason in _REFUSALS else "failed"
            why = f"{error.reason} ({error.detail})" if error.detail else error.reason
            # the change that the index told of was not seen: its time must not be kept
            return replace(visit, outcome=outcome, status=error.status, error=why, lastmod=None)
        self.last = answer
        visit = replace(visit, status=answer.status, fetched_at=answer.fetched_at, final_url=answer.url)
        if answer.status in _GONE:
            return replace(visit, outcome="gone", error=f"http {answer.status}")
        if answer.status == HTTPStatus.NOT_MODIFIED and before:
            self._archive.write(answer, revisit=True)
            return _as_before(visit, before)
        if answer.status != HTTPStatus.OK:
            return replace(visit, error=f"http {answer.status}", lastmod=None)
        return self._keep(visit, answer, before)

    def _ask(self, candidate: Candidate, before: Mapping[str, Any] | None) -> Exchange:
        conditions = {} if before and is_unconditional(before) else _conditions(before)
        answer = self._client.get(candidate.url, headers=conditions, permit=self._robots.allowed)
        # the index says that the page changed, the server that it did not: servers lie, so ask without conditions
        if answer.status == HTTPStatus.NOT_MODIFIED and _is_said_to_change(candidate, before):
            answer = self._client.get(candidate.url, permit=self._robots.allowed)
        return answer

    def _keep(self, visit: Visit, answer: Exchange, before: Mapping[str, Any] | None) -> Visit:
        visit = replace(visit, etag=answer.header("etag"), last_modified=answer.header("last-modified"))
        had = before.get("digest") if before else None
        if before and had == answer.digest:
            self._archive.write(answer, revisit=True)
            return replace(_as_before(visit, before), etag=visit.etag, last_modified=visit.last_modified)
        record = self._archive.write(answer)
        if before and had and self._reads_the_same(answer, before):
            # other bytes (a counter, an advertisement), the same article: nothing has changed
            return replace(_as_before(visit, before), etag=visit.etag, last_modified=visit.last_modified)
        return replace(
            visit,
            outcome="changed" if had else "new",
            digest=record.digest,
            warc_file=record.file,
            warc_offset=record.offset,
            warc_length=record.length,
        )

    def _reads_the_same(self, answer: Exchange, before: Mapping[str, Any]) -> bool:
        """Read the kept copy and the new page by the same code and compare all that is stored of an article."""
        kept = Record(before["warc_file"], before["warc_offset"], before["warc_length"], before["digest"])
        try:
            one, other = (self._read(exchange, str(before["url"])) for exchange in (self._archive.read(kept), answer))
        except HadafError:  # a damaged copy, or what is no article
            return False
        return replace(one, provenance={}) == replace(other, provenance={})

    def _read(self, exchange: Exchange, url: str) -> Article:
        return self._reader.read_page(
            exchange.body,
            url=url,
            content_type=exchange.content_type,
            layout=self._source.layout,
            fetched_on=exchange.fetched_at.date(),
        )

    def is_urdu(self, url: str) -> bool | None:
        """Tell whether the last answer is an Urdu article; None where a wall (consent, bot check) hides what it is."""
        if self.last is None or self.last.status != HTTPStatus.OK:
            return False
        try:
            self._read(self.last, url)
        except PageRejected as rejected:
            return None if rejected.reason in _TELL_NOTHING else False
        return True


def _is_said_to_change(candidate: Candidate, before: Mapping[str, Any] | None) -> bool:
    """Tell whether the index dates the page after the last visit's own date: a 304 then contradicts it."""
    if candidate.lastmod is None or before is None:
        return False
    seen = before.get("lastmod")
    return seen is None or candidate.lastmod > seen


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
