"""Say what is published: the objects of schema main, and the hash of their content."""

from __future__ import annotations

import hashlib
from typing import Final

import duckdb

from warehouse.db.statements import sql

_NOT_CONTENT: Final = ("runs", "releases", "freshness", "source_alarms", "source_health")
_NOT_CONTENT_COLUMNS: Final = ("run_id", "fetched_at")


def published_objects(con: duckdb.DuckDBPyConnection) -> list[str]:
    """Return the names of all published tables and views, ordered."""
    rows = con.execute(sql("queries", "published_objects")).fetchall()
    return [row[0] for row in rows]


def content_hashes(con: duckdb.DuckDBPyConnection) -> dict[str, tuple[int, str]]:
    """Return rows and content hash of each published object, by name.

    The hash of an object is made from its rows' own hashes, whatever their order, without `run_id` and `fetched_at`;
    two loads of the same articles, in any order and however often killed, give the same.
    """
    return {name: _hash(con, name) for name in published_objects(con)}


def content_hash(hashes: dict[str, tuple[int, str]]) -> str:
    """Return one hash over all published objects but those that tell of runs.

    >>> content_hash({"figures": (1, "a"), "runs": (1, "b")}) == content_hash({"figures": (1, "a"), "runs": (9, "c")})
    True
    """
    whole = hashlib.sha256()
    for name, (rows, digest) in sorted(hashes.items()):
        if name not in _NOT_CONTENT:
            whole.update(f"{name} {rows} {digest}\n".encode())
    return whole.hexdigest()


def _hash(con: duckdb.DuckDBPyConnection, name: str) -> tuple[int, str]:
    columns = [row[0] for row in con.execute(f'describe main."{name}"').fetchall()]
    content = ", ".join(f'"{column}"' for column in columns if column not in _NOT_CONTENT_COLUMNS)
    hashed = f"select md5(cast(row({content}) as varchar)) as digest from main.{name}"  # noqa: S608 - the catalog's names
    con.execute(f"create or replace temp view hashed_rows as {hashed}")
    rows, lower, upper = con.execute(sql("queries", "content_hash")).fetchall()[0]
    return rows, f"{lower:x}-{upper:x}"
