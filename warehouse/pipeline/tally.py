"""Count what a run did, and judge how it ends: the exit codes of design section 2."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from warehouse.pipeline.source_tally import SourceTally


@dataclass
class Tally:
    """Hold the counts of a run: pages by the outcome of their visit, rejected pages by reason.

    `passed_over` counts the records of WARC files that were not read, by reason; `failed_again` is part of the failed
    visits.
    """

    discovered: int = 0
    visits: Counter[str] = field(default_factory=Counter)
    failed_again: int = 0
    rejected: Counter[str] = field(default_factory=Counter)
    passed_over: Counter[str] = field(default_factory=Counter)
    read: int = 0
    articles: int = 0
    figures: int = 0
    quarantined: int = 0
    milestones: int = 0
    withdrawn: int = 0
    not_loaded: int = 0
    failures: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    dead_indexes: list[str] = field(default_factory=list)
    sources: int = 0
    by_source: defaultdict[str, SourceTally] = field(default_factory=lambda: defaultdict(SourceTally))

    @property
    def failed(self) -> int:
        """Count the pages that could not be had or read; 404, 410, soft 404s and other languages are no failures."""
        unreadable = sum(n for reason, n in self.rejected.items() if reason not in NO_FAILURE)
        return self.visits["failed"] + unreadable + self.not_loaded

    @property
    def attempted(self) -> int:
        """Count the pages that were asked for, or taken from the archive."""
        return max(sum(self.visits.values()) - self.visits["refused"], self.read + sum(self.rejected.values()))

    @property
    def changes(self) -> int:
        """Count the articles that this run stored or withdrew."""
        return self.articles + self.withdrawn

    def counts(self) -> dict[str, int]:
        """Give the counts under the names that the warehouse's run record has."""
        return {
            "pages_discovered": self.discovered,
            "pages_new": self.visits["new"],
            "pages_changed": self.visits["changed"],
            "pages_unchanged": self.visits["unchanged"],
            "pages_gone": self.visits["gone"],
            "pages_failed": self.failed,
            "articles_loaded": self.articles,
            "figures_loaded": self.figures,
            "quarantined": self.quarantined,
        }


NO_FAILURE = frozenset({"soft_404", "not_urdu"})
"""Reasons for which a page is no article without anything having gone wrong: it is gone, or in another language."""


@dataclass(frozen=True)
class Outcome:
    """Say how a run ended: `status` for machines, `message` for people, `exit_code` for the shell."""

    run_id: str
    status: str
    message: str
    exit_code: int
    counts: Mapping[str, int]
    release: str | None = None
    release_file: Path | None = None
    report: Path | None = None
    failures: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    rejected: Mapping[str, int] = field(default_factory=dict)
    passed_over: Mapping[str, int] = field(default_factory=dict)
    archive_removed: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Give what `--json` prints."""
        return {
            "run_id": self.run_id,
            "status": self.status,
            "message": self.message,
            "exit_code": self.exit_code,
            "release": self.release,
            "release_file": self.release_file,
            "report": self.report,
            **self.counts,
            "rejected": dict(self.rejected),
            "passed_over": dict(self.passed_over),
            "failures": list(self.failures),
            "problems": list(self.problems),
            "notes": list(self.notes),
            "archive_removed": list(self.archive_removed),
        }


def verdict(tally: Tally, max_failed_share: float) -> str | None:
    """Say why a run must fail before anything is published, or None when it may go on.

    >>> verdict(Tally(sources=1, dead_indexes=["a"]), 0.1)
    'no index could be read: a'
    >>> verdict(Tally(sources=1, visits=Counter(failed=2, new=8), read=8, figures=9), 0.1)
    '2 of 10 pages failed, more than max_failed_share = 0.1 allows'
    >>> verdict(Tally(sources=1, visits=Counter(failed=2), failed_again=2), 0.1) is None
    True
    >>> verdict(Tally(sources=1, visits=Counter(new=3), read=3), 0.1)
    '3 pages were read and not one figure was found: has the layout changed?'
    """
    if tally.sources and len(tally.dead_indexes) == tally.sources:
        return f"no index could be read: {', '.join(tally.dead_indexes)}"
    # pages that failed before say nothing new of the site: on a quiet day they are all that a run asks for
    failed, attempted = tally.failed - tally.failed_again, tally.attempted - tally.failed_again
    if failed > max_failed_share * max(attempted, 1):
        return f"{failed} of {attempted} pages failed, more than max_failed_share = {max_failed_share} allows"
    # a page that is gone says nothing of the layout
    looked_at = tally.read + sum(tally.rejected.values()) - tally.rejected["soft_404"]
    if looked_at and not tally.figures:
        return f"{looked_at} pages were read and not one figure was found: has the layout changed?"
    return None
