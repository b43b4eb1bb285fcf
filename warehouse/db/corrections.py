"""The user's corrections: lines of `<home>/lexicon/corrections.csv`, laid over what was read at every load."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

import duckdb
import polars as pl

from warehouse.db.arrow import registered
from warehouse.db.connect import transaction
from warehouse.errors import UsageError

CORRECTION: Final = pl.Schema(
    {
        "figure_id": pl.String,
        "field": pl.String,
        "value": pl.String,
        "expected": pl.String,
        "reason": pl.String,
        "made_by": pl.String,
        "made_on": pl.String,
    }
)
"""One line a corrected field. `value` empty: the field is emptied. `expected`: what the reader must still say for
the correction to hold (empty: anything)."""

FIELDS: Final = (
    *("value", "value_high", "out_of", "unit", "per", "comparator", "role", "basis", "period_start", "period_end"),
    *("place", "place_id", "programme", "indicator", "part", "item"),
)
"""Fields of a figure that a user may correct."""

_NUMBERS: Final = {"value", "value_high", "out_of"}
_DATES: Final = {"period_start", "period_end"}
_MARKS: Final = ("drop", "release")
_NEEDED_TO_RELEASE: Final = ("value", "unit", "role")


def file_of(lexicon_dir: Path) -> Path:
    """Name the file of corrections in a home's lexicon folder."""
    return lexicon_dir / "corrections.csv"


def correct(
    lexicon_dir: Path, figure_id: str, field: str, value: str, *, reason: str, expected: str = "", made_by: str = ""
) -> None:
    """Add a correction of one field of one figure; `field` "drop" moves the figure to quarantine.

    It holds from the next time that the article is parsed. Raises UsageError for an unknown field, a value that the
    field cannot take, or a reason left out.
    """
    if field not in (*FIELDS, "drop"):
        raise UsageError(f"unknown field {field!r}; one of: {', '.join((*FIELDS, 'drop'))}")
    _append(lexicon_dir, figure_id, {field: value}, reason=reason, expected=expected, made_by=made_by)


def release(
    lexicon_dir: Path, quarantine_id: str, fields: Mapping[str, str], *, reason: str, made_by: str = ""
) -> None:
    """Believe a number in quarantine after all; `fields` say what it means (at least value, unit and role).

    Raises UsageError for unknown fields, values that they cannot take, missing ones, or a reason left out.
    """
    unknown = sorted(set(fields) - set(FIELDS))
    if unknown:
        raise UsageError(f"unknown field {unknown[0]!r}; one of: {', '.join(FIELDS)}")
    missing = [field for field in _NEEDED_TO_RELEASE if not fields.get(field)]
    if missing:
        raise UsageError(f"to release a number say its {', '.join(missing)}: the reader found no sane reading")
    _append(lexicon_dir, quarantine_id, {**fields, "release": ""}, reason=reason, expected="", made_by=made_by)


def take_over(con: duckdb.DuckDBPyConnection, lexicon_dir: Path | None) -> int:
    """Make the database's corrections those of the file and return how many there are; a later line stands.

    Raises UsageError, naming the line, for a file that cannot be applied.
    """
    frame = read(file_of(lexicon_dir)) if lexicon_dir is not None else pl.DataFrame(schema=CORRECTION)
    with registered(con, incoming_corrections=frame), transaction(con):
        con.execute("delete from core.correction")
        con.execute(
            "insert into core.correction by name select * replace (try_cast(made_on as date) as made_on) "
            "from incoming_corrections"
        )
    return frame.height


def read(path: Path) -> pl.DataFrame:
    """Read a file of corrections as a frame of CORRECTION, empty where there is no file."""
    if not path.exists():
        return pl.DataFrame(schema=CORRECTION)
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(line for line in file if line.strip() and not line.startswith("#")))
    for number, row in enumerate(rows, start=1):
        where = f"{path}, correction {number}"
        if not row.get("figure_id") or not row.get("field") or not row.get("reason"):
            raise UsageError(f"{where}: figure_id, field and reason are needed")
        _check(row["field"], row.get("value") or "", where)
    frame = pl.DataFrame([{key: row.get(key) or "" for key in CORRECTION} for row in rows], schema=CORRECTION)
    return frame.unique(["figure_id", "field"], keep="last", maintain_order=True)


def _append(
    lexicon_dir: Path, figure_id: str, fields: Mapping[str, str], *, reason: str, expected: str, made_by: str
) -> None:
    if not reason.strip():
        raise UsageError("say why: a correction without a reason cannot be judged later")
    for field, value in fields.items():
        _check(field, value, "correction")
    lexicon_dir.mkdir(parents=True, exist_ok=True)
    path = file_of(lexicon_dir)
    is_new = not path.exists() or not path.read_text("utf-8").strip()
    with path.open("a", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        if is_new:
            writer.writerow(CORRECTION.names())
        today = datetime.now(UTC).date().isoformat()
        writer.writerows([figure_id, field, value, expected, reason, made_by, today] for field, value in fields.items())


def _check(field: str, value: str, where: str) -> None:
    if field not in (*FIELDS, *_MARKS):
        raise UsageError(f"{where}: unknown field {field!r}")
    try:
        if field in _NUMBERS and value:
            float(value)
        if field in _DATES and value:
            date.fromisoformat(value)
    except ValueError as error:
        raise UsageError(f"{where}: {field} cannot be {value!r}") from error
