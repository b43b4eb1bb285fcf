"""Run the checks: queries that select bad rows, each marked `fail` or `warn` in its header."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal, cast

import duckdb

from warehouse.db.connect import open_published
from warehouse.db.statements import Statement, statements

SAMPLE: Final = 5
"""Bad rows that a result shows."""


@dataclass(frozen=True)
class CheckResult:
    """Say how many bad rows a check selected, with the first of them; `grain` says what a bad row is."""

    name: str
    severity: Literal["fail", "warn"]
    grain: str
    rows: int
    sample: tuple[dict[str, Any], ...]

    @property
    def passed(self) -> bool:
        """Say whether the check selected nothing."""
        return self.rows == 0


def run_checks(where: duckdb.DuckDBPyConnection | Path) -> list[CheckResult]:
    """Run every check of `sql/checks` on a connection or a published file, those that fail first.

    Raises UsageError where the path names no release.
    """
    with _opened(where) as con:
        results = [_run(con, check) for check in statements("checks")]
    return sorted(results, key=lambda result: (result.passed, result.severity, result.name))


def _run(con: duckdb.DuckDBPyConnection, check: Statement) -> CheckResult:
    cursor = con.execute(check.text)
    columns = [column[0] for column in cursor.description]
    first = cursor.fetchmany(SAMPLE)
    rest = 0
    while more := cursor.fetchmany(10_000):
        rest += len(more)
    sample = tuple(dict(zip(columns, row, strict=True)) for row in first)
    severity = cast("Literal['fail', 'warn']", check.header("severity"))
    return CheckResult(check.name, severity, check.grain, len(first) + rest, sample)


@contextmanager
def _opened(where: duckdb.DuckDBPyConnection | Path) -> Iterator[duckdb.DuckDBPyConnection]:
    if isinstance(where, Path):
        with open_published(where) as con:
            yield con
    else:
        yield where
