"""Say what fetching must remember from run to run, and keep it in memory where no database does."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Literal

from warehouse.fetch.editions import LearnedForm

Outcome = Literal["new", "changed", "unchanged", "gone", "failed", "refused"]


@dataclass(frozen=True)
class Visit:
    """Hold what one visit of one address gave; times are UTC without zone.

    `outcome`: new or changed (the body is at `warc_file`, `warc_offset`, `warc_length`), unchanged (the text is that of
    the copy that the last visit kept), gone (404, 410: a tombstone, not a failure), failed, refused (by robots.txt, or
    by our own rules). `digest` is the SHA-256 of the kept copy's body; `lastmod` is what the index said; `final_url` is
    where redirects led; `next_visit_at` and `revisit_step` are set by `revisit.next_visit`.
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
    next_visit_at: datetime | None = None
    revisit_step: int = 0


@dataclass(frozen=True)
class RobotsCopy:
    """Hold the last readable robots.txt of an origin, and since when it could not be had (times UTC, naive).

    `status` and `body` are those of the answer fetched at `fetched_at`; all three are None where there never was one.
    """

    origin: str
    fetched_at: datetime | None = None
    status: int | None = None
    body: bytes | None = None
    unreachable_since: datetime | None = None


class Memory:
    """Remember one source for the life of this object; the command keeps the same things in its database.

    `known` maps an address to its last visit (the fields of Visit, `first_seen_at`, `n_visits`, `rejected`).
    """

    def __init__(self) -> None:
        self.known: dict[str, dict[str, Any]] = {}
        self.listed: set[str] = set()
        self.learned: LearnedForm | None = None
        self.copies: dict[str, RobotsCopy] = {}

    def look_up(self, urls: Collection[str]) -> Mapping[str, Mapping[str, Any]]:
        """Give what is known of addresses, those that were never visited left out."""
        return {url: self.known[url] for url in urls if url in self.known}

    def due(self, now: datetime, limit: int) -> list[Mapping[str, Any]]:
        """Give the visits whose next look is due, at most `limit`: failures, then what changed last, then newest."""
        waiting = [row for row in self.known.values() if row["next_visit_at"] and row["next_visit_at"] <= now]
        rank = {"failed": 0, "changed": 1}
        waiting.sort(key=lambda row: row["url"])
        waiting.sort(key=lambda row: row["first_seen_at"], reverse=True)
        waiting.sort(key=lambda row: rank.get(row["outcome"], 2))
        return list(waiting[:limit])

    def remember(self, visit: Visit) -> None:
        """Keep one visit; called as soon as its answer is archived, so that a killed run is taken up where it ended."""
        before = self.known.get(visit.url, {})
        self.known[visit.url] = asdict(visit) | {
            "first_seen_at": before.get("first_seen_at", visit.fetched_at),
            "n_visits": before.get("n_visits", 0) + 1,
            "rejected": before.get("rejected"),
        }

    def unlisted(self, urls: Collection[str]) -> Collection[str]:
        """Give the addresses that are listed for the first time; none at the source's first run."""
        return [url for url in urls if self.listed and url not in self.listed and url not in self.known]

    def keep_listed(self, urls: Collection[str]) -> None:
        """Note addresses that were listed and left out for their date."""
        self.listed.update(urls)

    def form(self) -> LearnedForm | None:
        """Give the address form that was learned of the source."""
        return self.learned

    def keep_form(self, form: LearnedForm) -> None:
        """Keep what was learned, verified or revoked."""
        self.learned = form

    def robots(self, origin: str) -> RobotsCopy | None:
        """Give what is kept of an origin's robots.txt."""
        return self.copies.get(origin)

    def keep_robots(self, copy: RobotsCopy) -> None:
        """Keep an origin's robots.txt, or that it could not be had."""
        self.copies[copy.origin] = copy
