"""Bring a source's new and changed pages into the archive."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from typing import Any, Final

from warehouse.fetch.archive import Archive
from warehouse.fetch.client import Client
from warehouse.fetch.discover import Candidate, Discovery, discover
from warehouse.fetch.forms import Forms
from warehouse.fetch.memory import Memory, Visit
from warehouse.fetch.pace import Pace
from warehouse.fetch.reading import PageReader
from warehouse.fetch.revisit import shared_out
from warehouse.fetch.robots import Robots
from warehouse.fetch.visiting import Visitor, utc_now
from warehouse.settings import Settings, Source

MOST_LATE: Final = 500
"""Addresses with an old date that one run takes because they were never listed before; more are an old stock."""
_MOST_DUE: Final = 10_000  # looks of our own that are considered in one run


@dataclass
class Harvest:
    """Hold the visits of a run in order, what could not be read, and how many addresses the indexes listed in range.

    `notes` tell what was seen and not believed, and what was learned of the site's addresses; they are no failures.
    `indexes_read` is the number of index files read whole (0: nothing is known about the site), `indexes_missed` of
    those that could not be; `left` is the number of listed addresses that the limit left for the next run;
    `failed_again` counts the failed visits of pages that had failed the last time too.
    """

    visits: list[Visit] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    discovered: int = 0
    indexes_read: int = 0
    indexes_missed: int = 0
    left: int = 0
    failed_again: int = 0

    def add(self, part: Harvest) -> None:
        """Add what another part of the same run did."""
        for item in fields(self):
            setattr(self, item.name, getattr(self, item.name) + getattr(part, item.name))


def harvest(
    source: Source,
    *,
    since: date,
    until: date | None = None,
    limit: int | None = None,
    memory: Memory,
    archive: Archive,
    settings: Settings,
    reader: PageReader,
    progress: Callable[[int, int], None] | None = None,
    pace: Pace | None = None,
    now: datetime | None = None,
) -> Harvest:
    """Visit what is new, has changed, or is due for another look, one request at a time, and archive each answer first.

    A known address is asked again when its index says it changed since, or when its next look is due (`revisit`); so a
    second run over an unchanged site asks for robots.txt and the indexes alone. Where all that is listed is in another
    language, Urdu addresses are made by a form that the site's own links prove (`forms`). `memory` is told of each
    visit, with the answer safely archived: a killed run goes on where it ended. `progress` is told (done, of). `now` is
    the time (UTC, naive) by which looks are due.
    """
    now = now or utc_now()
    done = Harvest()
    with Client.for_source(source, settings, pace=pace) as client:
        robots = Robots(client, memory, now)
        unknown = _unknown(memory)
        found = discover(
            source, client, since=since, until=until, robots=robots, unknown=unknown, reader=reader, now=now
        )
        forms = Forms(memory, now, reader)
        derived = forms.derived(found, client, robots, archive, source.url_pattern or "")
        listed = [*(found.candidates or derived), *_first_listed_now(found, memory, since, done)]
        done.problems += found.problems
        done.discovered = len(listed)
        done.indexes_read, done.indexes_missed = found.indexes_read, found.indexes_missed
        if found.no_article and not listed:
            done.problems.append(found.no_article)
        cap = min((number for number in (limit, source.max_pages) if number is not None), default=None)
        chosen = _choose(listed, memory, cap, now, looks=until is None)
        done.left = chosen.left
        _visit_all(source, chosen, Visitor(source, client, robots, archive, reader, now), forms, memory, done, progress)
        done.notes += [*found.notes, *forms.notes]
        if found.too_old and not done.left:
            memory.keep_listed([one.url for one in found.too_old])
    return done


def _first_listed_now(found: Discovery, memory: Memory, since: date, done: Harvest) -> list[Candidate]:
    """Take what a file lists for the first time although it is dated before the range: the site's date may be wrong."""
    fresh = set(memory.unlisted([one.url for one in found.too_old])) if found.too_old else set()
    if len(fresh) > MOST_LATE:
        done.notes.append(
            f"{len(fresh)} addresses dated before {since} are listed for the first time: an old stock, left"
        )
        return []
    if fresh:
        done.notes.append(f"{len(fresh)} addresses dated before {since} are listed for the first time: taken")
    return [one for one in found.too_old if one.url in fresh]


@dataclass
class _Chosen:
    """Hold the pages of a run in order, what is known of them, and how many listed ones must wait."""

    pages: list[Candidate]
    known: Mapping[str, Mapping[str, Any]]
    left: int


def _choose(listed: Sequence[Candidate], memory: Memory, cap: int | None, now: datetime, *, looks: bool) -> _Chosen:
    known = dict(memory.look_up([one.url for one in listed]))
    due = [one for one in listed if is_due(one, known.get(one.url), now)]
    urls = {one.url for one in due}
    again = [row for row in memory.due(now, _MOST_DUE) if row["url"] not in urls] if looks else []
    taken, own = shared_out(len(due), len(again), cap)
    known |= {row["url"]: row for row in again[:own]}
    looked_at = [Candidate(row["url"], row.get("lastmod"), "looked at again") for row in again[:own]]
    return _Chosen([*due[:taken], *looked_at], known, len(due) - taken)


def _visit_all(
    source: Source,
    chosen: _Chosen,
    visitor: Visitor,
    forms: Forms,
    memory: Memory,
    done: Harvest,
    progress: Callable[[int, int], None] | None,
) -> None:
    form_holds = True
    for number, candidate in enumerate(chosen.pages, start=1):
        if candidate.derived_from and not form_holds:
            done.left += 1
            continue
        before = chosen.known.get(candidate.url)
        visit = visitor.visit(candidate, before)
        if visit is None:
            done.problems.append(f"stopped: {visitor.stopped}")
            done.left += len(chosen.pages) - number + 1
            return
        # what robots.txt refused before and refuses again is no news
        if not (visit.outcome == "refused" and before and before.get("outcome") == "refused"):
            memory.remember(visit)
            done.visits.append(visit)
            done.failed_again += bool(visit.outcome == "failed" and before and before.get("outcome") == "failed")
        if candidate.derived_from:
            form_holds = forms.judge(visit, visitor.is_urdu(candidate.url))
        if progress is not None:
            progress(number, len(chosen.pages))


def is_due(candidate: Candidate, before: Mapping[str, Any] | None, now: datetime) -> bool:
    """Tell whether a listed address is to be asked, by what is known of it: never after 410, always when unknown."""
    if before is None or before.get("outcome") == "refused":
        return True
    if before.get("status") == 410:
        return False
    when = before.get("next_visit_at")
    if before.get("outcome") == "failed" and when is not None:
        return bool(when <= now)
    if candidate.lastmod is None:
        return False
    seen = before.get("lastmod") or before.get("fetched_at")
    return seen is None or candidate.lastmod > seen


def _unknown(memory: Memory) -> Callable[[Collection[str]], Collection[str]]:
    def pick(urls: Collection[str]) -> Collection[str]:
        known = memory.look_up(urls)
        return [url for url in urls if url not in known]

    return pick
