"""Write published tables as Parquet, CSV or Excel, beside a `datapackage.json` (Frictionless, version 2)."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from warehouse.db.query import describe, dictionary, query, status, write_table
from warehouse.errors import UsageError
from warehouse.export.workbook import check_rows, write_workbook
from warehouse.spreadsheet import formula_safe

SPEC: Final = "https://datapackage.org/profiles/2.0/datapackage.json"
TYPES: Final = {
    **dict.fromkeys(("BIGINT", "INTEGER", "HUGEINT", "UBIGINT", "SMALLINT", "TINYINT"), "integer"),
    **dict.fromkeys(("DOUBLE", "FLOAT"), "number"),
    "BOOLEAN": "boolean",
    "DATE": "date",
    "TIMESTAMP": "datetime",
}
"""Frictionless types of SQL types; lists and structs are written as JSON (`array`, `object`), the rest as strings."""


def export_release(
    release_file: Path, folder: Path, *, form: str = "parquet", tables: Sequence[str] = ()
) -> list[dict[str, Any]]:
    """Write tables (all without names) of a release into `folder`; return path and rows of each file.

    Raises UsageError for an unknown table, for a folder that holds files which are not of an export, and for a table
    that a sheet cannot hold; nothing is written then.
    """
    known = [row["name"] for row in describe(release_file)]
    for name in tables:
        describe(release_file, name)  # raises, naming the near miss
    if folder.exists() and any(folder.iterdir()) and not (folder / "datapackage.json").exists():
        raise UsageError(f"{folder}: holds other files; give an empty folder or an earlier export")
    if form == "xlsx":
        check_rows(release_file, tables or known)
    folder.mkdir(parents=True, exist_ok=True)
    columns = dictionary(release_file)
    resources, written = [], []
    for name in tables or known:
        file = folder / f"{name}.{form}"
        rows = WRITERS[form](release_file, name, file)
        fields = [column for column in columns if column["object"] == name]
        resources.append(_resource(name, file, form, fields))
        written.append({"path": file.name, "rows": rows})
    _write_package(release_file, folder, resources)
    return written


def _write_csv(release_file: Path, name: str, file: Path) -> int:
    """Write one table as CSV in UTF-8; texts that a spreadsheet would run as formulas get a quote before them."""
    found = query(release_file, f'from main."{name}" order by all')
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(found.columns)
        writer.writerows([formula_safe(_text(value)) for value in row] for row in found.rows)
    return len(found.rows)


def _write_xlsx(release_file: Path, name: str, file: Path) -> int:
    return write_workbook(release_file, name, file, _text)


WRITERS: Final[dict[str, Callable[[Path, str, Path], int]]] = {
    "parquet": write_table,
    "csv": _write_csv,
    "xlsx": _write_xlsx,
}
MEDIA_TYPES: Final = {
    "parquet": "application/vnd.apache.parquet",
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def _text(value: Any) -> Any:
    match value:
        case bool():
            return "true" if value else "false"
        case datetime():
            return value.isoformat(timespec="seconds") + "Z"
        case date():
            return value.isoformat()
        case list() | tuple() | dict():
            return json.dumps(value, ensure_ascii=False, default=str)
        case _:
            return value


def _resource(name: str, file: Path, form: str, fields: Sequence[dict[str, Any]]) -> dict[str, Any]:
    body = file.read_bytes()
    return {
        "name": name,
        "path": file.name,
        "format": form,
        "mediatype": MEDIA_TYPES[form],
        "encoding": "utf-8",
        "bytes": len(body),
        "hash": f"sha256:{hashlib.sha256(body).hexdigest()}",
        "schema": {"fields": [_field(column) for column in fields]},
    }


def _field(column: dict[str, Any]) -> dict[str, Any]:
    kind = column["type"]
    nested = "array" if kind.endswith("]") else "object" if kind.startswith(("STRUCT", "MAP")) else "string"
    return {"name": column["name"], "type": TYPES.get(kind, nested), "description": column["comment"] or ""}


def _write_package(release_file: Path, folder: Path, resources: Sequence[dict[str, Any]]) -> None:
    release = status(release_file)["release"]
    package = {
        "$schema": SPEC,
        "name": "hadaf",
        "title": "Hadaf: targets against achievements, read from Urdu news about Vietnam's programmes and plans",
        "version": release["release_id"],
        "created": _text(release["created_at"]),
        "contentHash": release["content_hash"],
        "resources": list(resources),
    }
    text = json.dumps(package, ensure_ascii=False, indent=2)
    (folder / "datapackage.json").write_text(f"{text}\n", encoding="utf-8")
