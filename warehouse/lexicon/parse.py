"""Parse one lexicon file: CSV with `#` comments, or TOML; errors name file and line."""

from __future__ import annotations

import csv
import io
import tomllib
from typing import Any

from warehouse.errors import UsageError


def toml_table(name: str, content: bytes) -> dict[str, Any]:
    """Parse a TOML file; raises UsageError, naming file and line."""
    try:
        return tomllib.loads(content.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"lexicon file {name}: {error}") from error


def csv_rows(name: str, content: bytes) -> list[dict[str, str]]:
    """Parse a CSV file into rows of stripped strings; raises UsageError, naming file and line."""
    return [row for _, row in numbered_rows(name, content)]


def numbered_rows(name: str, content: bytes) -> list[tuple[int, dict[str, str]]]:
    """Parse a CSV file into pairs of line number and row; raises UsageError, naming file and line.

    >>> numbered_rows("x.csv", b"# mine\\na,b\\n\\n1, 2\\n")
    [(4, {'a': '1', 'b': '2'})]
    """
    (_, named), *lines = _lines(name, content) or [(0, [])]
    rows = []
    for line, cells in lines:
        if len(cells) != len(named):
            raise UsageError(f"lexicon file {name}, line {line}: {len(named)} cells expected")
        rows.append((line, dict(zip(named, cells, strict=True))))
    return rows


def columns(name: str, content: bytes) -> tuple[int, list[str]]:
    """Give the line that names a CSV file's columns, and the names (0 and none for an empty file)."""
    return next(iter(_lines(name, content)), (0, []))


def _lines(name: str, content: bytes) -> list[tuple[int, list[str]]]:
    """Cut a file into its lines of stripped cells, with their numbers; comments and empty lines are none."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(f"lexicon file {name}: {error}") from error
    # comments become empty lines, so that the reader counts as an editor does
    kept = ["" if line.startswith("#") else line.rstrip() for line in text.splitlines()]
    reader = csv.reader(io.StringIO("\n".join(kept)), skipinitialspace=True)
    return [(reader.line_num, [cell.strip() for cell in cells]) for cells in reader if cells]
