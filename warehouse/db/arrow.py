"""Hand Polars frames to DuckDB without pyarrow (165 MB): DuckDB reads whatever gives an Arrow stream."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import duckdb
import polars as pl


class ArrowStream:
    """Give a frame as an Arrow C stream and nothing else: a frame itself makes DuckDB ask for pyarrow."""

    def __init__(self, frame: pl.DataFrame) -> None:
        self.frame = frame

    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any:
        return self.frame.__arrow_c_stream__(requested_schema)


@contextmanager
def registered(con: duckdb.DuckDBPyConnection, **frames: pl.DataFrame) -> Iterator[None]:
    """Let the body's SQL read frames by name; no column may be of Polars' Null type, which DuckDB cannot read."""
    for name, frame in frames.items():
        con.register(name, ArrowStream(frame))
    try:
        yield
    finally:
        # a registered object whose connection is never closed makes DuckDB 2.0 complain on stderr at exit
        for name in frames:
            con.unregister(name)
