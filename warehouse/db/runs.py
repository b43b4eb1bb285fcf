"""Record every run of the command: when, what it did, how it ended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Final

import duckdb
import polars as pl

from warehouse.db.arrow import registered
from warehouse.db.statements import sql
from warehouse.errors import HadafError

COUNTS: Final = (
    *("pages_discovered", "pages_new", "pages_changed", "pages_unchanged", "pages_gone", "pages_failed"),
    *("articles_loaded", "figures_loaded", "quarantined"),
)
"""What a run counts."""

SOURCE_COUNTS: Final = pl.Schema(
    {
        "source": pl.String(),
        "indexes_read": pl.Int64(),
        "problem": pl.String(),
        **dict.fromkeys(("pages_listed", "pages_new", "pages_changed", "pages_unchanged", "pages_gone"), pl.Int64()),
        **dict.fromkeys(("pages_failed", "pages_refused", "pages_read"), pl.Int64()),
        "rejected_reasons": pl.List(pl.String()),
        "rejected_counts": pl.List(pl.Int64()),
        **dict.fromkeys(("paragraphs", "undated", "by_net"), pl.Int64()),
        **dict.fromkeys(("figures_loaded", "quarantined"), pl.Int64()),
    }
)
"""What a run counts at each source (`core.source_run`)."""


def start_run(
    con: duckdb.DuckDBPyConnection,
    *,
    command: str,
    sources: Sequence[str] = (),
    extractor_version: str | None = None,
    run_id: str | None = None,
) -> str:
    """Record that a run began and return its id (UTC time and the count of runs, where none is given).

    Runs that a kill left open are closed as killed: the caller holds the lock, so none of them still works.
    """
    now = datetime.now(UTC).replace(tzinfo=None)
    con.execute("update core.run set status = 'killed', finished_at = ? where finished_at is null", [now])
    if run_id is None:
        (n_runs,) = con.execute("select count(*) from core.run").fetchall()[0]
        run_id = f"{now:%Y%m%dT%H%M%SZ}-{n_runs + 1}"
    con.execute(
        "insert into core.run (run_id, command, sources, status, extractor_version, started_at) "
        "values (?, ?, ?, 'running', ?, ?)",
        [run_id, command, list(sources), extractor_version, now],
    )
    return run_id


def count_run(con: duckdb.DuckDBPyConnection, run_id: str, **counts: int) -> None:
    """Record what a run has done so far: a release is copied before its run ends, and tells of it all the same.

    `counts` are among COUNTS; raises HadafError for another name.
    """
    unknown = sorted(set(counts) - set(COUNTS))
    if unknown:
        raise HadafError(f"a run does not count {unknown[0]!r}; it counts {', '.join(COUNTS)}")
    for name, count in counts.items():
        con.execute(f"update core.run set {name} = ? where run_id = ?", [count, run_id])  # noqa: S608 - among COUNTS


def last_stored_and_released(con: duckdb.DuckDBPyConnection) -> tuple[datetime | None, datetime | None]:
    """Return when the last run that stored a version began, killed or not, and when the last release was made."""
    row: tuple[datetime | None, datetime | None] = con.execute(sql("load", "stored_and_released")).fetchall()[0]
    return row


def count_sources(con: duckdb.DuckDBPyConnection, run_id: str, counts: Sequence[Mapping[str, Any]]) -> None:
    """Record what a run has done so far at each source: mappings with the keys of SOURCE_COUNTS."""
    with registered(con, incoming_source_runs=pl.DataFrame(list(counts), schema=SOURCE_COUNTS)):
        con.execute(sql("load", "record_source_runs"), [run_id])


def alarms(con: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    """Return what the sources give cause to doubt, with the columns of `source_alarms`."""
    cursor = con.execute("from main.source_alarms order by source, alarm")
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def finish_run(
    con: duckdb.DuckDBPyConnection,
    run_id: str,
    *,
    status: str,
    message: str = "",
    release_id: str | None = None,
    **counts: int,
) -> None:
    """Record how a run ended, and its last counts (see `count_run`)."""
    count_run(con, run_id, **counts)
    now = datetime.now(UTC).replace(tzinfo=None)
    con.execute(
        "update core.run set status = ?, message = ?, release_id = ?, finished_at = ? where run_id = ?",
        [status, message, release_id, now, run_id],
    )
