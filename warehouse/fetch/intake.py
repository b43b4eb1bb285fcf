"""Take article addresses out of what indexes list: by host, pattern and date, each page once, doubtful times aside."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Final

from warehouse.addresses import resolve
from warehouse.fetch.sitemap import Location
from warehouse.pages import canonical_url
from warehouse.pages.urls import without_trackers
from warehouse.settings import Source

MAX_OTHERS: Final = 50_000
"""Addresses outside the pattern that are kept, for their Urdu editions may be wanted."""

_NEVER: Final = datetime.min  # noqa: DTZ901 (all times here are UTC without zone)
_AHEAD: Final = timedelta(hours=1)  # clocks differ, and a date without a time may lie in a zone ahead of ours
_TELLING: Final = 5  # so many addresses with one and the same time are no coincidence


@dataclass(frozen=True)
class Candidate:
    """Hold the address of what may be an article, when it was last modified (UTC, naive), and who listed it.

    `derived_from` is the listed address where `url` was made from it by a learned form.
    """

    url: str
    lastmod: datetime | None
    found_in: str
    derived_from: str | None = None


@dataclass
class Discovery:
    """Hold what was found; `problems` say what could not be read, `notes` what was seen and not believed.

    `left_out` counts the addresses that were not taken, by host, pattern and date; `others` are those that only the
    pattern left out, `too_old` those that only their date did. `indexes_read` counts the files that were read whole:
    with none, nothing is known about the site; `indexes_missed` counts those in range that could not be. `pairs` are
    (listed, Urdu) addresses that a sitemap named side by side, with the sitemap.
    """

    candidates: list[Candidate] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    indexes_read: int = 0
    indexes_missed: int = 0
    left_out: Counter[str] = field(default_factory=Counter)
    others: list[Candidate] = field(default_factory=list)
    too_old: list[Candidate] = field(default_factory=list)
    pairs: list[tuple[str, str, str]] = field(default_factory=list)
    listed: int = 0

    @property
    def no_article(self) -> str | None:
        """Say that addresses were listed and none of them can be an article's."""
        if not self.listed or self.candidates or not self.left_out["pattern"] + self.left_out["host"]:
            return None
        why = ", ".join(f"{count} by {name}" for name, count in sorted(self.left_out.items()))
        return f"no article address: {self.listed} were listed, left out {why}"


class Intake:
    """Collect the addresses of one source from `since` to `until` (days, both included)."""

    def __init__(
        self, source: Source, may_ask: Callable[[str], bool], since: date, until: date | None, now: datetime | None
    ) -> None:
        self.discovery = Discovery()
        self._may_ask = may_ask
        self._since = since
        self._until = until
        self._now = now or datetime.now(UTC).replace(tzinfo=None)
        self._pattern = re.compile(source.url_pattern or "")
        self._found: dict[str, Candidate] = {}
        self._others: dict[str, Candidate] = {}

    def take(self, locations: Sequence[Location], found_in: str, *, day: date | None = None) -> list[str]:
        """Take the addresses of one file and give those that are new to this run.

        `day` is that of a file that lists one day; without it, the times that the file states decide what is in range.
        """
        new = []
        for location in self._believed(locations, found_in, day):
            self.discovery.listed += 1
            url = _as_asked(found_in, location.in_urdu())
            if url != location.url and location.alternates and not self.discovery.pairs:
                self.discovery.pairs.append((_as_asked(found_in, location.url), url, found_in))
            when = location.lastmod.date() if location.lastmod else None
            if not self._may_ask(url):
                self.discovery.left_out["host"] += 1
            elif day is None and when and (when < self._since or (self._until is not None and when > self._until)):
                self.discovery.left_out["date"] += 1
                if self._until is None and when < self._since and self._pattern.search(url):
                    self.discovery.too_old.append(Candidate(url, location.lastmod, found_in))
            elif not self._pattern.search(url):
                self.discovery.left_out["pattern"] += 1
                # a file with alternates says itself what there is in Urdu
                if not location.alternates and len(self._others) < MAX_OTHERS:
                    _keep(self._others, Candidate(url, location.lastmod, found_in))
            elif _keep(self._found, Candidate(url, location.lastmod, found_in)):
                new.append(url)
        return new

    @property
    def n_found(self) -> int:
        """Count the addresses taken so far."""
        return len(self._found)

    def result(self) -> Discovery:
        """Order what was found, newest first; addresses without a time come last."""
        self.discovery.candidates, self.discovery.others = _newest(self._found), _newest(self._others)
        return self.discovery

    def _believed(self, locations: Sequence[Location], found_in: str, day: date | None) -> Sequence[Location]:
        """Take away the times that say nothing: one and the same for all addresses, or in the future."""
        times = [location.lastmod for location in locations]
        if len(times) >= _TELLING and times[0] and len(set(times)) == 1 and times[0].date() != day:
            self.discovery.notes.append(f"times not believed: {found_in} states {times[0]} for all its addresses")
            return [replace(location, lastmod=None) for location in locations]
        ahead = [location for location in locations if location.lastmod and location.lastmod > self._now + _AHEAD]
        if ahead:
            self.discovery.notes.append(
                f"times not believed: {found_in} states {ahead[0].lastmod}, which is to come, for {ahead[0].url}"
                + (f" (and {len(ahead) - 1} more)" if len(ahead) > 1 else "")
            )
        late = {id(location) for location in ahead}
        return [replace(location, lastmod=None) if id(location) in late else location for location in locations]


def _as_asked(base: str, link: str) -> str:
    """Give the address in the form in which it is asked; one that is no address comes back as it is, to be refused."""
    url = resolve(base, link)
    try:
        return without_trackers(url)
    except ValueError:
        return url


def _keep(kept: dict[str, Candidate], one: Candidate) -> bool:
    """Keep one address a page (trackers, fragments and host twins aside), with the latest time; tell if it is new."""
    key = canonical_url(one.url)
    had = kept.get(key)
    if had is None:
        kept[key] = one
    elif (one.lastmod or _NEVER) > (had.lastmod or _NEVER):
        kept[key] = replace(had, lastmod=one.lastmod, found_in=one.found_in)
    return had is None


def _newest(kept: dict[str, Candidate]) -> list[Candidate]:
    return sorted(kept.values(), key=lambda one: (one.lastmod or _NEVER, one.url), reverse=True)
