"""Remember every URL that was visited, what was learned of each site, and up to which day each source was read."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
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
        "next_visit_at": pl.Datetime("us"),
        "revisit_step": pl.Int32(),
    }
)
"""One row a visit; times are UTC, naive. `outcome`: new, changed, unchanged, gone, failed or refused."""


_READ: Final = pl.Schema(
    {"url": pl.String(), "warc_file": pl.String(), "warc_offset": pl.Int64(), "rejected": pl.String()}
)


def known(con: duckdb.DuckDBPyConnection, urls: Collection[str]) -> dict[str, dict[str, Any]]:
    """Return what is known of these URLs, by URL, with the columns of `core.url_state`; unknown ones are left out."""
    with registered(con, asked_urls=_asked_urls(urls)):
        rows = _rows(con, "known_urls")
    return {row["url"]: row for row in rows}


def due(con: duckdb.DuckDBPyConnection, source: str, now: datetime, most: int) -> list[dict[str, Any]]:
    """Return the URLs of a source whose next look is due, most urgent first, with the columns of `core.url_state`."""
    return _rows(con, "due_urls", {"source": source, "now": now, "most": most})


def unread(con: duckdb.DuckDBPyConnection, source: str) -> list[dict[str, Any]]:
    """Return the URLs of a source whose archived body was not read yet, with the columns of `core.url_state`."""
    return _rows(con, "unread_urls", [source])


def mark_read(con: duckdb.DuckDBPyConnection, pages: Sequence[Mapping[str, Any]]) -> None:
    """Note that archived bodies were read: `url, warc_file, warc_offset`, and `rejected` (why it is no article)."""
    if pages:
        with registered(con, read_urls=pl.DataFrame(pages, schema=_READ)):
            con.execute(sql("load", "mark_read"))


def gone_articles(con: duckdb.DuckDBPyConnection, source: str) -> list[str]:
    """Return the articles still standing whose page a source no longer has (404, 410)."""
    return [row["article_url"] for row in _rows(con, "gone_articles", [source])]


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


def unlisted(con: duckdb.DuckDBPyConnection, source: str, urls: Collection[str]) -> list[str]:
    """Return the URLs that a source lists for the first time; none where nothing was kept of it yet."""
    with registered(con, asked_urls=_asked_urls(urls)):
        return [row["url"] for row in _rows(con, "unlisted_urls", {"source": source})]


def keep_listed(con: duckdb.DuckDBPyConnection, source: str, urls: Collection[str]) -> None:
    """Note that a source has listed these URLs."""
    now = datetime.now(UTC).replace(tzinfo=None)
    with registered(con, asked_urls=_asked_urls(urls)):
        con.execute(sql("load", "keep_listed_urls"), {"source": source, "now": now})


def url_form(con: duckdb.DuckDBPyConnection, source: str) -> dict[str, Any] | None:
    """Return the row of `core.url_form` of a source, None where nothing was learned."""
    return next(iter(_asked(con, "from core.url_form where source = ?", [source])), None)


def keep_url_form(con: duckdb.DuckDBPyConnection, row: Mapping[str, Any]) -> None:
    """Store what was learned of a source's Urdu addresses; `row` has the columns of `core.url_form`."""
    _keep(con, "core.url_form", row)


def robots(con: duckdb.DuckDBPyConnection, origin: str) -> dict[str, Any] | None:
    """Return the row of `core.robots` of an origin, None where it was never asked."""
    return next(iter(_asked(con, "from core.robots where origin = ?", [origin])), None)


def keep_robots(con: duckdb.DuckDBPyConnection, row: Mapping[str, Any]) -> None:
    """Store an origin's robots.txt; `row` has the columns of `core.robots`."""
    _keep(con, "core.robots", row)


def _asked_urls(urls: Collection[str]) -> pl.DataFrame:
    return pl.DataFrame({"url": list(dict.fromkeys(urls))}, schema={"url": pl.String()})


def _keep(con: duckdb.DuckDBPyConnection, table: str, row: Mapping[str, Any]) -> None:
    values = ", ".join("?" for _ in row)
    con.execute(f"insert or replace into {table} ({', '.join(row)}) values ({values})", list(row.values()))  # noqa: S608


def _rows(con: duckdb.DuckDBPyConnection, name: str, values: object = None) -> list[dict[str, Any]]:
    return _asked(con, sql("load", name), values)


def _asked(con: duckdb.DuckDBPyConnection, query: str, values: object = None) -> list[dict[str, Any]]:
    cursor = con.execute(query, values)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
