"""Keep what fetching remembers of one source in the work database."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, Any

from warehouse.db import visits
from warehouse.fetch import Memory, Visit
from warehouse.fetch.editions import LearnedForm, UrlForm
from warehouse.fetch.memory import RobotsCopy

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


class StoredMemory(Memory):
    """Remember one source in the work database, each thing as soon as it is told."""

    def __init__(self, con: DuckDBPyConnection, source: str) -> None:
        super().__init__()
        self._con = con
        self._source = source

    def look_up(self, urls: Collection[str]) -> Mapping[str, Mapping[str, Any]]:
        """Give what is known of addresses, those that were never visited left out."""
        return visits.known(self._con, urls)

    def due(self, now: datetime, limit: int) -> list[Mapping[str, Any]]:
        """Give the visits whose next look is due, at most `limit`."""
        return list(visits.due(self._con, self._source, now, limit))

    def remember(self, visit: Visit) -> None:
        """Store one visit."""
        visits.record(self._con, [asdict(visit)])

    def unlisted(self, urls: Collection[str]) -> Collection[str]:
        """Give the addresses that are listed for the first time; none at the source's first run."""
        return visits.unlisted(self._con, self._source, urls)

    def keep_listed(self, urls: Collection[str]) -> None:
        """Store that addresses were listed."""
        visits.keep_listed(self._con, self._source, urls)

    def form(self) -> LearnedForm | None:
        """Give the address form that was learned of the source."""
        row = visits.url_form(self._con, self._source)
        if row is None:
            return None
        form = UrlForm(row.pop("listed"), row.pop("urdu"), row.pop("steps"))
        del row["source"]
        return LearnedForm(form, **row)

    def keep_form(self, form: LearnedForm) -> None:
        """Store what was learned, verified or revoked."""
        row = asdict(form)
        visits.keep_url_form(self._con, {"source": self._source, **row.pop("form"), **row})

    def robots(self, origin: str) -> RobotsCopy | None:
        """Give what is kept of an origin's robots.txt."""
        row = visits.robots(self._con, origin)
        return RobotsCopy(**row) if row else None

    def keep_robots(self, copy: RobotsCopy) -> None:
        """Store an origin's robots.txt, or that it could not be had."""
        visits.keep_robots(self._con, asdict(copy))
