"""Gather what the report shows from a release."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from warehouse.db.query import query, targets

STATUSES: Final = ("met", "on_track", "behind", "missed", "no_result")
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Content:
    """Hold the rows of one release that the report shows, by name of the published object."""

    release: Row
    comparisons: Sequence[Row]
    figures: Mapping[str, Row]
    indicators: Mapping[str, Row]
    programmes: Mapping[str, Row]
    freshness: Sequence[Row]
    alarms: Sequence[Row]
    quarantine_reasons: Sequence[tuple[str, int]]
    n_conflicts: int
    as_of: Any

    def of_indicator(self, indicator: str) -> list[Row]:
        """List the comparisons of one indicator."""
        return [row for row in self.comparisons if row["indicator"] == indicator]

    def statuses(self, rows: Sequence[Row]) -> dict[str, int]:
        """Count rows by status, in the order from good to unknown."""
        found = Counter(row["status"] for row in rows)
        return {status: found[status] for status in STATUSES}


def gather(release_file: Path) -> Content:
    """Read everything that the report shows from one published file."""
    comparisons = targets(release_file)
    named = {row[key] for row in comparisons for key in ("target_figure_id", "achieved_figure_id") if row[key]}
    ids = sorted(named.union(*(row["achieved_figure_ids"] or () for row in comparisons)))
    figures = _rows(release_file, "from figures where list_contains(?, figure_id)", [ids])
    releases = _rows(release_file, "from releases order by created_at desc, release_id desc limit 1")
    held_back = "select reason, count(*) as n from quarantine group by reason order by n desc, reason"
    return Content(
        release=releases[0] if releases else {"release_id": "", "created_at": None},
        comparisons=comparisons,
        figures={row["figure_id"]: row for row in figures},
        indicators=_by("indicator", _rows(release_file, "from dim_indicator")),
        programmes=_by("programme", _rows(release_file, "from dim_programme")),
        freshness=_rows(release_file, "from freshness order by source"),
        alarms=_rows(release_file, "from source_alarms order by source, alarm"),
        quarantine_reasons=[(row["reason"], row["n"]) for row in _rows(release_file, held_back)],
        n_conflicts=_rows(release_file, "select count(*) as n from conflicts")[0]["n"],
        as_of=_rows(release_file, "select max(published) as day from figures")[0]["day"],
    )


def _rows(release_file: Path, sql: str, params: Sequence[Any] = ()) -> list[dict[str, Any]]:
    return query(release_file, sql, params).dicts()


def _by(key: str, rows: Sequence[Row]) -> dict[str, Row]:
    return {str(row[key]): row for row in rows}
