"""Count what a run did at one source: what its alarms are judged by."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any, Final

from warehouse.fetch import Harvest
from warehouse.pipeline.reading import ReadPage

_NETS: Final = frozenset({"trafilatura", "none"})
"""Where a body is said to be found when no rule of any layout found it."""
_GENERIC: Final = frozenset({"density", "microdata:articleBody"})
"""Where the generic layout finds it; for a site's own layout that is the net."""


@dataclass
class SourceTally:
    """Hold the counts of one source; `indexes_read` is None where no index was asked."""

    indexes_read: int | None = None
    problem: str | None = None
    listed: int = 0
    visits: Counter[str] = field(default_factory=Counter)
    rejected: Counter[str] = field(default_factory=Counter)
    read: int = 0
    paragraphs: int = 0
    undated: int = 0
    by_net: int = 0
    figures: int = 0
    quarantined: int = 0

    def add_harvest(self, found: Harvest) -> None:
        """Count what was listed and visited."""
        self.indexes_read = (self.indexes_read or 0) + found.indexes_read
        self.problem = self.problem or next(iter(found.problems), None)
        self.listed += found.discovered
        self.visits.update(visit.outcome for visit in found.visits)

    def add_read(self, item: ReadPage) -> None:
        """Count an article; the readers give no day to one that claims to be published after its fetch."""
        article = item.article
        self.read += 1
        self.paragraphs += len(article.paragraphs)
        self.undated += article.published is None
        nets = _NETS if item.page.layout == "generic" else _NETS | _GENERIC
        self.by_net += article.provenance.get("body") in nets

    def row(self, source: str) -> dict[str, Any]:
        """Give the counts under the names that the warehouse has for them (`runs.SOURCE_COUNTS`)."""
        return {
            "source": source,
            "indexes_read": self.indexes_read,
            "problem": self.problem,
            "pages_listed": self.listed,
            **{
                f"pages_{outcome}": self.visits[outcome]
                for outcome in ("new", "changed", "unchanged", "gone", "failed", "refused")
            },
            "pages_read": self.read,
            "rejected_reasons": list(self.rejected),
            "rejected_counts": list(self.rejected.values()),
            "paragraphs": self.paragraphs,
            "undated": self.undated,
            "by_net": self.by_net,
            "figures_loaded": self.figures,
            "quarantined": self.quarantined,
        }
