"""Read a published release as plain Python values: the only way that the command line and the report see data."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import duckdb

from warehouse.db.connect import open_published
from warehouse.db.published import published_objects
from warehouse.db.statements import sql, statements
from warehouse.errors import UsageError

FORMATS: Final = {"parquet": "(format parquet, compression zstd)", "csv": "(format csv, header)"}
"""Formats that a table is written in."""

_QUESTIONS: Final = "queries/questions"

Parameters = Sequence[Any] | Mapping[str, Any] | None


@dataclass(frozen=True)
class Result:
    """Hold an answer: column names, their SQL types, and rows as tuples of plain Python values."""

    columns: tuple[str, ...]
    types: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]

    def dicts(self) -> list[dict[str, Any]]:
        """Return the rows as dictionaries by column.

        >>> Result(("a",), ("INTEGER",), ((1,),)).dicts()
        [{'a': 1}]
        """
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


def query(path: Path, statement: str, parameters: Parameters = None, *, memory_limit: str | None = None) -> Result:
    """Run one SQL statement on a published file, read-only and hardened.

    Raises UsageError for what the database refuses: wrong SQL, writing, files, network, extensions, settings.
    """
    with open_published(path, memory_limit=memory_limit) as con:
        return _run(con, statement, parameters)


def named(path: Path, name: str, parameters: Parameters = None) -> list[dict[str, Any]]:
    """Run a query of `sql/queries` by its file's name and return its rows."""
    return query(path, sql("queries", name), parameters).dicts()


def questions() -> dict[str, str]:
    """Return the analysts' questions that come with the code, by the name of their query.

    >>> questions()["missed_targets"]
    'Which targets were missed, the furthest first, and which two sentences say so?'
    """
    return {statement.name: statement.header("question") for statement in statements(_QUESTIONS)}


def question(name: str) -> str:
    """Return the SQL of an analysts' question. Raises UsageError, naming the near miss, for an unknown one."""
    found = {statement.name: statement.text for statement in statements(_QUESTIONS)}
    if name not in found:
        near = difflib.get_close_matches(name, found, n=1, cutoff=0.3)
        hint = f"did you mean {near[0]}?" if near else "list them with: hadaf sql --queries"
        raise UsageError(f"no query {name!r}; {hint}")
    return found[name]


def describe(path: Path, table: str | None = None) -> list[dict[str, Any]]:
    """Return the dictionary: published objects (name, kind, comment), or the columns of one (name, type, comment).

    Raises UsageError, naming the near miss, for an object that is not published.
    """
    if table is None:
        return named(path, "published_objects")
    with open_published(path) as con:
        _known(con, table)
        columns = _run(con, sql("queries", "published_columns"), None).dicts()
    return [{key: row[key] for key in ("name", "type", "comment")} for row in columns if row["object"] == table]


def dictionary(path: Path) -> list[dict[str, Any]]:
    """Return every column of every published object: object, name, type, comment."""
    return named(path, "published_columns")


def macros(path: Path) -> list[dict[str, Any]]:
    """Return every published macro: name, parameters, comment."""
    return named(path, "published_macros")


def figure(path: Path, figure_id: str) -> dict[str, Any]:
    """Return a figure with its paragraph, its archived copy and (`uses`) the targets it states or counts towards.

    Raises UsageError for an id that is not in the release, saying so where it is in quarantine.
    """
    found = named(path, "figure", [figure_id])
    if not found:
        held_back = named(path, "quarantine_show", [figure_id])
        raise UsageError(
            f"{figure_id} is in quarantine ({held_back[0]['reason']}): see `hadaf quarantine show {figure_id}`"
            if held_back
            else f"no figure {figure_id} in this release"
        )
    return {**found[0], "uses": named(path, "figure_uses", {"figure_id": figure_id})}


def targets(path: Path) -> list[dict[str, Any]]:
    """Return every target beside its achievement with labels, both sentences and both pages, as a person reads them."""
    return named(path, "targets")


def quarantined(path: Path, *, reason: str | None = None, limit: int = 50) -> list[dict[str, Any]]:
    """Return numbers in quarantine, newest first, all or of one reason."""
    return named(path, "quarantine_list", {"reason": reason, "n": limit})


def quarantine_row(path: Path, quarantine_id: str) -> dict[str, Any]:
    """Return one number in quarantine with its paragraph. Raises UsageError for an id that is not there."""
    found = named(path, "quarantine_show", [quarantine_id])
    if not found:
        raise UsageError(f"nothing in quarantine with id {quarantine_id}")
    return found[0]


def sample(path: Path, n: int, *, seed: int = 0) -> list[dict[str, Any]]:
    """Draw figures at random, with their sentences; one seed draws the same ones of one release."""
    return named(path, "sample", {"n": n, "seed": seed})


def unknown_items(path: Path, limit: int = 20) -> list[dict[str, Any]]:
    """Return the things counted most often that no indicator covers."""
    return named(path, "unknown_items", [limit])


def status(path: Path) -> dict[str, Any]:
    """Return what an operator asks of a release: `release`, `run`, `sources`, `changes`, `targets`, `age_hours`.

    `age_hours` is the time since the release was made; `changes` its notes: rows added, changed, withdrawn by object;
    `targets` counts them by status.
    """
    release = named(path, "status_release")
    if not release:
        raise UsageError(f"{path} holds no release: it was not made by `hadaf publish`")
    now = datetime.now(UTC).replace(tzinfo=None)
    runs = named(path, "status_run")
    return {
        "release": release[0],
        "age_hours": (now - release[0]["created_at"]).total_seconds() / 3600,
        "run": runs[0] if runs else None,
        "sources": named(path, "status_freshness"),
        "changes": _changes(path),
        "targets": {row["status"]: row["n_targets"] for row in named(path, "status_targets")},
    }


def _changes(path: Path) -> list[dict[str, Any]]:
    # a release of an earlier hadaf has no notes
    has_notes = any(row["name"] == "n_added" for row in describe(path, "releases"))
    return named(path, "status_changes") if has_notes else []


def write_table(path: Path, table: str, file: Path, *, format: str = "parquet") -> int:
    """Write a published object to a file in one of FORMATS, ordered, and return how many rows it has.

    Raises UsageError for an unknown object or format.
    """
    if format not in FORMATS:
        raise UsageError(f"unknown format {format!r}; one of: {', '.join(FORMATS)}")
    file.parent.mkdir(parents=True, exist_ok=True)
    with open_published(path, export_to=file.parent) as con:
        _known(con, table)
        target = str(file.resolve()).replace("'", "''")
        copy = f"copy (from main.\"{table}\" order by all) to '{target}' {FORMATS[format]}"
        return _run(con, copy, None).rows[0][0]


def _run(con: duckdb.DuckDBPyConnection, statement: str, parameters: Parameters) -> Result:
    try:
        cursor = con.execute(statement, parameters)
        described = cursor.description or []
        rows = tuple(cursor.fetchall()) if described else ()
    except duckdb.Error as error:
        raise UsageError(str(error)) from error
    columns = tuple(column[0] for column in described)
    return Result(columns, tuple(str(column[1]) for column in described), rows)


def _known(con: duckdb.DuckDBPyConnection, table: str) -> None:
    names = published_objects(con)
    if table not in names:
        near = difflib.get_close_matches(table, names, n=1)
        hint = f"did you mean {near[0]}?" if near else f"there are: {', '.join(names)}"
        raise UsageError(f"no published table or view {table!r}; {hint}")
