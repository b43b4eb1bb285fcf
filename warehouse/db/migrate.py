"""Bring a database up to this code: tables by numbered files, forward only; views made anew each time."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from graphlib import TopologicalSorter
from importlib import resources

import duckdb

from warehouse.db.connect import transaction
from warehouse.db.statements import Statement, sql, statements
from warehouse.errors import HadafError


def migrate(con: duckdb.DuckDBPyConnection) -> list[str]:
    """Apply the migrations that this database lacks, each in one transaction, then make views and comments anew.

    Returns the names applied. Raises HadafError for a database newer than this code, and for an applied file that
    was changed since: forward only means that a table is altered by a new file.
    """
    con.execute(sql("load", "schema_migration"))
    files = {_number(file): file for file in statements("migrations")}
    applied = {
        version: (name, digest)
        for version, name, digest in con.execute("select version, name, sha256 from core.schema_migration").fetchall()
    }
    for version, (name, digest) in sorted(applied.items()):
        if version not in files:
            raise HadafError(
                f"the work database has migration {name}, which this code does not know: "
                "it was written by a newer hadaf; install that version"
            )
        if _sha256(files[version]) != digest:
            raise HadafError(f"migration {name} was changed after it had been applied: put the change in a new file")
    todo = [file for version, file in sorted(files.items()) if version not in applied]
    for file in todo:
        _apply(con, file)
    define_views(con)
    return [file.name for file in todo]


def define_views(con: duckdb.DuckDBPyConnection) -> None:
    """Make every view of `sql/views` anew and comment every column, in one transaction."""
    with transaction(con):
        for view in _in_order(statements("views")):
            con.execute(view.text)
        _comment_columns(con)


def _apply(con: duckdb.DuckDBPyConnection, file: Statement) -> None:
    try:
        with transaction(con):
            con.execute(file.text)
            con.execute(
                "insert into core.schema_migration values (?, ?, ?, cast(now() at time zone 'UTC' as timestamp))",
                [_number(file), file.name, _sha256(file)],
            )
    except duckdb.Error as error:
        raise HadafError(f"migration {file.name} failed and was undone: {error}") from error


def _number(file: Statement) -> int:
    return int(file.name.split("_", 1)[0])


def _sha256(file: Statement) -> str:
    return hashlib.sha256(file.text.encode()).hexdigest()


def _in_order(views: tuple[Statement, ...]) -> list[Statement]:
    """Order views so that each comes after those it reads: DuckDB binds a view's names when it is made."""
    by_name = {view.name: view for view in views}
    reads = {
        view.name: set(re.findall(r"\b(?:from|join)\s+(?:\w+\.)?(\w+)", view.text))
        | set(re.findall(r"\b(\w+)\(", view.text))
        for view in views
    }
    order = TopologicalSorter({name: (found & by_name.keys()) - {name} for name, found in reads.items()})
    return [by_name[name] for name in order.static_order()]


def _comment_columns(con: duckdb.DuckDBPyConnection) -> None:
    """Comment each column that its own file left bare with the meaning of its name in `sql/columns.csv`."""
    text = resources.files("sql").joinpath("columns.csv").read_text("utf-8")
    meanings = {row["column"]: row["meaning"] for row in csv.DictReader(io.StringIO(text))}
    bare = con.execute(
        "select schema_name, table_name, column_name from duckdb_columns() where not internal and comment is null"
    ).fetchall()
    for schema, table, column in bare:
        if column in meanings:
            meaning = meanings[column].replace("'", "''")
            con.execute(f"""comment on column "{schema}"."{table}"."{column}" is '{meaning}'""")
