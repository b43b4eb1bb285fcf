"""Write the data dictionary as Markdown, from the comments that the database itself carries.

python -m warehouse.export.dictionary > docs/dictionary.md        (`make dictionary`)
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from warehouse.db.connect import open_work
from warehouse.db.migrate import migrate
from warehouse.db.query import describe, dictionary, macros

Row = Mapping[str, Any]

HEAD: Final = """# Dictionary

Every published table and view with all its columns. Generated from the comments in `sql/` (`make dictionary`): change
them there. `hadaf describe [TABLE]` says the same of the release that you have; `datapackage.json` of an export too.
"""


def of_this_code() -> str:
    """Return the dictionary of the warehouse as this code makes it, with nothing in it."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "empty.duckdb"
        with open_work(file) as con:
            migrate(con)
        return markdown(describe(file), dictionary(file), macros(file))


def markdown(objects: Sequence[Row], columns: Sequence[Row], functions: Sequence[Row] = ()) -> str:
    """Lay out objects (name, kind, comment), columns (object, name, type, comment), macros (name, parameters, comment).

    >>> print(markdown([{"name": "t", "kind": "VIEW", "comment": "Things."}],
    ...       [{"object": "t", "name": "a", "type": "DATE", "comment": "x | y"}]).split("##")[-1].strip())
    t
    Things.
    <BLANKLINE>
    | column | type | meaning |
    |---|---|---|
    | `a` | DATE | x \\| y |
    """
    by_object = {name: list(rows) for name, rows in groupby(columns, key=lambda row: row["object"])}
    parts = [HEAD, " · ".join(f"[{row['name']}](#{row['name']})" for row in objects)]
    parts += ["\n".join(_section(row, by_object[row["name"]])) for row in objects]
    if functions:
        parts.append("\n".join(["## Macros", *(_macro(row) for row in functions)]))
    return "\n\n".join(part.strip() for part in parts) + "\n"


def _section(row: Row, columns: Sequence[Row]) -> Iterator[str]:
    yield f"## {row['name']}"
    yield row["comment"] or ""
    yield ""
    yield "| column | type | meaning |"
    yield "|---|---|---|"
    for column in columns:
        yield f"| `{column['name']}` | {_cell(column['type'])} | {_cell(column['comment'] or '')} |"


def _macro(row: Row) -> str:
    return f"- `{row['name']}({row['parameters']})`: {row['comment']}"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    sys.stdout.write(of_this_code())
