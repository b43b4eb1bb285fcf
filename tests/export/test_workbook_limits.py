"""A table that a sheet cannot hold is refused before anything is written, with what to do instead."""

from __future__ import annotations

from pathlib import Path

import pytest

from warehouse.db.connect import open_work
from warehouse.db.migrate import migrate
from warehouse.errors import UsageError
from warehouse.export import export_release
from warehouse.export.workbook import MOST_ROWS, check_rows

UNITS = "insert into core.unit select 'unit ' || n, 'unit', null, 'count', null from range(?) as numbers (n)"


@pytest.fixture
def long_table(tmp_path: Path) -> Path:
    file = tmp_path / "release.duckdb"
    with open_work(file) as con:
        migrate(con)
        con.execute(UNITS, [MOST_ROWS + 1])
    return file


def test_a_table_that_is_too_long_is_refused_and_nothing_is_written(long_table: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    with pytest.raises(UsageError, match=r"dim_unit has 1,048,576 rows and a sheet holds 1,048,575: use --format parq"):
        export_release(long_table, out, form="xlsx", tables=["dim_programme", "dim_unit"])
    assert not out.exists()


def test_what_fits_fits(long_table: Path) -> None:
    check_rows(long_table, ["dim_programme"])
    check_rows(long_table, ["dim_unit"], most=MOST_ROWS + 1)
