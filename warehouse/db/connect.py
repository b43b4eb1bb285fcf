"""Open the two kinds of file: the private work database, and a published release that nobody writes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import duckdb

from warehouse.errors import AlreadyRunning, HadafError, UsageError

STORAGE_VERSION: Final = "v1.4.0"
"""Storage that DuckDB 1.4 and later open: files of DuckDB 2.0's default are closed to every 1.x client."""

_NO_EXTENSIONS: Final = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}
_DEFAULT_MEMORY: Final = "2GB"


@contextmanager
def open_work(path: Path, memory_limit: str | None = None) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open the private work database for writing; the caller holds the home's lock and owns the transactions.

    Raises AlreadyRunning where another process has the file open, HadafError where it is no DuckDB file.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    config = _NO_EXTENSIONS | {
        "storage_compatibility_version": STORAGE_VERSION,
        "memory_limit": memory_limit or _DEFAULT_MEMORY,
        "temp_directory": str(path.with_suffix(".spill")),
        # a publish checkpoints; in between the log holds what was committed, and a refresh does not wait for the disk
        "checkpoint_threshold": "1GB",
    }
    with _connect(path, read_only=False, config=config) as con:
        yield con


@contextmanager
def open_published(
    path: Path, *, memory_limit: str | None = None, export_to: Path | None = None
) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a published release read-only and hardened: no file, network, extension or configuration access.

    `export_to` names the one folder that COPY may write into. A link is resolved first: within one process DuckDB
    answers a second connection to one path from the file that the first one opened.
    Raises UsageError where there is no release.
    """
    if not path.exists():
        raise UsageError(f"no published release at {path}: run `hadaf ingest` or `hadaf demo` first")
    config = _NO_EXTENSIONS | {"memory_limit": memory_limit or _DEFAULT_MEMORY, "threads": "2"}
    closed = {"enable_external_access": "false", "lock_configuration": "true"}
    if export_to is None:
        with _connect(path.resolve(), read_only=True, config=config | closed) as con:
            yield con
        return
    with _connect(path.resolve(), read_only=True, config=config) as con:
        # in this order: the folder cannot be named once external access is closed, nor anything once locked
        con.execute("set allowed_directories = ?", [[str(export_to.resolve())]])
        con.execute("set enable_external_access = false")
        con.execute("set lock_configuration = true")
        yield con


@contextmanager
def transaction(con: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Commit what the body does, or nothing of it where it raises."""
    con.execute("begin")
    try:
        yield
    except BaseException:
        con.execute("rollback")
        raise
    con.execute("commit")


@contextmanager
def _connect(path: Path, *, read_only: bool, config: dict) -> Iterator[duckdb.DuckDBPyConnection]:
    try:
        con = duckdb.connect(str(path), read_only=read_only, config=config)
    except duckdb.IOException as error:
        if "lock" in str(error).lower():
            raise AlreadyRunning(f"another process has {path} open: {error}") from error
        raise HadafError(f"{path} cannot be opened: {error}") from error
    try:
        yield con
    finally:
        con.close()
