"""Write one published table as an Excel workbook."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

import xlsxwriter

from warehouse.db.query import query
from warehouse.errors import UsageError

MOST_ROWS: Final = 1_048_575
"""Rows of a sheet below its header (Excel specifications and limits)."""

LONGEST_TEXT: Final = 32_767
"""Characters of a cell (the same page); longer texts are cut, the other formats have them whole."""


def check_rows(release_file: Path, names: Sequence[str], *, most: int = MOST_ROWS) -> None:
    """Raise UsageError, with what to do instead, where a sheet cannot hold one of the tables."""
    for name in names:
        ((rows,),) = query(release_file, f'select count(*) from main."{name}"').rows  # noqa: S608 - the catalog's name
        if rows > most:
            raise UsageError(
                f"{name} has {rows:,} rows and a sheet holds {most:,}: use --format parquet or csv, "
                'or write what you need with hadaf sql "select …"'
            )


def write_workbook(release_file: Path, name: str, file: Path, as_cell: Callable[[Any], Any]) -> int:
    """Write a table with its header frozen; return the number of rows.

    Texts are written as texts, so that none runs as a formula or turns into a link. Whether a sheet can hold the table
    is for `check_rows` to say, before anything is written.
    """
    found = query(release_file, f'from main."{name}" order by all')
    plain = {
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "constant_memory": True,
    }
    with xlsxwriter.Workbook(file, plain) as book:
        sheet = book.add_worksheet(name[:31])
        sheet.freeze_panes(1, 0)
        for number, row in enumerate([found.columns, *found.rows]):
            for column, value in enumerate(row):
                cell = as_cell(value)
                if cell is not None:
                    sheet.write(number, column, cell[:LONGEST_TEXT] if isinstance(cell, str) else cell)
    return len(found.rows)
