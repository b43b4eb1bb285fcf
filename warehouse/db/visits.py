"""Remember every URL that was visited, and up to which day each source has been read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any, Final

import duckdb
import polars as pl

from warehouse.db.arrow import registered
from warehouse.db.statements import sql

VISITS: Final = pl.Schema(
    {
        "source": pl.String(),
        "url": pl.String(),
        "outcome": pl.String(),
        "status": pl.Int32(),
        "fetched_at": pl.Datetime("us"),
        "etag": pl.String(),
        "last_modified": pl.String(),
        "digest": pl.String(),
        "warc_file": pl.String(),
        "warc_offset": pl.Int64(),
        "warc_length": pl.Int64(),
        "error": pl.String(),
        "lastmod": pl.Datetime("us"),
    }
)
"""One row a visit; times are UTC, naive. `outcome`: new, changed, unchanged, gone, failed or refused."""


def known(con: duckdb.DuckDBPyConnection, source: str) -> dict[str, dict[str, Any]]:
    """Return what is known of each URL of a source, by URL, with the columns of `core.url_state`."""
    cursor = con.execute(sql("load", "known_urls"), [source])
    names = [column[0] for column in cursor.description]
    rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    return {row["url"]: row for row in rows}


def record(con: duckdb.DuckDBPyConnection, visits: Sequence[Mapping[str, Any]]) -> int:
    """Store visits, mappings with the keys of VISITS (missing ones are null), in one statement; return how many."""
    if not visits:
        return 0
    frame = pl.DataFrame([{name: visit.get(name) for name in VISITS} for visit in visits], schema=VISITS)
    with registered(con, incoming_visits=frame):
        con.execute(sql("load", "record_visits"))
    return len(visits)


def watermark(con: duckdb.DuckDBPyConnection, source: str) -> date | None:
    """Return the day up to which a source has been read without failure, None before its first run."""
    row = con.execute("select watermark from core.watermark where source = ?", [source]).fetchone()
    return row[0] if row else None


def set_watermark(con: duckdb.DuckDBPyConnection, source: str, day: date) -> None:
    """Move a source's watermark to a day, never back."""
    stored = watermark(con, source)
    now = datetime.now(UTC).replace(tzinfo=None)
    con.execute("insert or replace into core.watermark values (?, ?, ?)", [source, max(day, stored or day), now])
