"""Release notes: how many rows of each published object are new, say something else, or are gone."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

import duckdb

from warehouse.db.statements import sql, statements

NOT_SAID: Final = ("run_id", "fetched_at", "extractor_version", "as_of")
"""Columns that change without a row saying anything else: another run read it, or another day was the newest."""

_SKIPPED: Final = ("runs", "releases", "freshness", "source_alarms", "source_health")


def note_changes(
    con: duckdb.DuckDBPyConnection, release_id: str, previous: Path, hashes: Mapping[str, tuple[int, str]]
) -> None:
    """Compare what is about to be published with the release before it, and store the counts.

    Rows are matched by the key that the view's file names (`-- key: …`), on the columns that both releases have.
    `hashes` are those of the new release's objects: what hashes as before is not compared.
    """
    keys = {view.name: view.header("key") for view in statements("views") if view.header("key")}
    con.execute(f"attach '{str(previous).replace(chr(39), chr(39) * 2)}' as previous (read_only)")
    try:
        known = _hashes_of_previous(con)
        for name, (_, digest) in hashes.items():
            if name in _SKIPPED or name not in keys:
                continue
            counts = (0, 0, 0) if known.get(name) == digest else _compared(con, name, keys[name], name in known)
            con.execute("insert into core.release_change values (?, ?, ?, ?, ?)", [release_id, name, *counts])
    finally:
        con.execute("drop view if exists rows_before")
        con.execute("drop view if exists rows_now")
        con.execute("detach previous")


def _hashes_of_previous(con: duckdb.DuckDBPyConnection) -> dict[str, str]:
    newest = "(select max(release_id) from previous.core.release where status = 'published')"
    held = f"select object, content_hash from previous.core.release_object where release_id = {newest}"  # noqa: S608
    return dict(con.execute(held).fetchall())


def _compared(con: duckdb.DuckDBPyConnection, name: str, key: str, is_known: bool) -> tuple[int, ...]:
    own = _columns(con, f'main."{name}"')
    shared = own & _columns(con, f'previous.main."{name}"') if is_known else own
    said = ", ".join(f'"{column}"' for column in sorted(shared - set(NOT_SAID)))
    rows = f"select hash(row({key})) as key, hash(row({said})) as said from"
    nothing = "" if is_known else " where false"
    before = f'previous.main."{name}"' if is_known else f'main."{name}"'
    con.execute(f"create or replace temp view rows_before as {rows} {before}{nothing}")
    con.execute(f'create or replace temp view rows_now as {rows} main."{name}"')
    return con.execute(sql("queries", "release_changes")).fetchall()[0]


def _columns(con: duckdb.DuckDBPyConnection, table: str) -> set[str]:
    return {row[0] for row in con.execute(f"describe {table}").fetchall()}
