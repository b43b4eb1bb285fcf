"""Draw figures as a labelling sheet that a person fills in, and score the filled one: live precision.

A sheet is a CSV file that spreadsheets open: one figure a row, what was read, and for each field an empty column to be
filled with `y` or `n` (blank: not judged). Cells are safe from being run as formulas.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import IO, Any, Final

from warehouse.citation import split_sentence
from warehouse.errors import UsageError
from warehouse.spreadsheet import formula_safe

JUDGED: Final = ("is_figure", "value", "unit", "role", "period", "place", "indicator")
"""What a person says yes or no to; the sheet's columns are these with `_ok`."""

SHOWN: Final = (
    *("figure_id", "article_url", "published", "title", "marked_sentence", "mention", "value", "value_high", "out_of"),
    *("unit", "per", "role", "basis", "period_start", "period_end", "place", "programme", "indicator", "confidence"),
)
COLUMNS: Final = (*SHOWN, *(f"{name}_ok" for name in JUDGED), "note")
YES: Final = frozenset({"y", "yes", "1", "true"})
NO: Final = frozenset({"n", "no", "0", "false"})
Z_95: Final = 1.959963984540054
"""Two-sided 95 % quantile of the normal distribution."""


@dataclass(frozen=True)
class FieldPrecision:
    """Hold how often one field was judged right, with the 95 % Wilson interval."""

    field: str
    judged: int
    right: int
    precision: float | None
    low: float | None
    high: float | None


def write_sheet(figures: Iterable[Mapping[str, Any]], stream: IO[str]) -> int:
    """Write figures (rows of the published view `figures`) as a labelling sheet; return how many."""
    writer = csv.DictWriter(stream, COLUMNS, restval="", extrasaction="ignore")
    writer.writeheader()
    count = 0
    for count, figure in enumerate(figures, start=1):  # noqa: B007 (the count is the result)
        before, mention, after = split_sentence(str(figure["sentence"]), str(figure["mention"]))
        row = {**figure, "marked_sentence": f"{before}⟦{mention}⟧{after}"}
        writer.writerow({name: formula_safe(row.get(name)) for name in SHOWN})
    return count


def score_sheet(stream: Iterable[str], *, name: str) -> tuple[list[FieldPrecision], list[str]]:
    """Score a filled sheet: precision of each field, and the rows judged wrong; raises UsageError for another file."""
    reader = csv.DictReader(stream)
    missing = [f"{field}_ok" for field in JUDGED if f"{field}_ok" not in (reader.fieldnames or ())]
    if missing:
        raise UsageError(f"{name}: not a labelling sheet (no column {missing[0]}); make one with `hadaf sample`")
    rows = list(reader)
    verdicts = {field: [_verdict(row, field, name) for row in rows] for field in JUDGED}
    errors = [
        f"{row.get('figure_id')} {row.get('mention')!r} {field}: {row.get(field) or row.get('note') or ''}".rstrip()
        for position, row in enumerate(rows)
        for field in JUDGED
        if verdicts[field][position] is False
    ]
    return [_precision(field, verdicts[field]) for field in JUDGED], errors


def _verdict(row: Mapping[str, str], field: str, name: str) -> bool | None:
    text = (row.get(f"{field}_ok") or "").strip().lower()
    if text not in YES | NO | {""}:
        raise UsageError(f"{name}: {field}_ok of {row.get('figure_id')} is {text!r}; fill in y, n or nothing")
    return None if not text else text in YES


def _precision(field: str, verdicts: Sequence[bool | None]) -> FieldPrecision:
    judged = [verdict for verdict in verdicts if verdict is not None]
    right = sum(judged)
    if not judged:
        return FieldPrecision(field, 0, 0, None, None, None)
    low, high = wilson(right, len(judged))
    return FieldPrecision(field, len(judged), right, right / len(judged), low, high)


def wilson(right: int, judged: int) -> tuple[float, float]:
    """Compute the 95 % Wilson score interval of a share (E. B. Wilson, 1927), sound for small samples and for 0 or 1.

    >>> [round(bound, 3) for bound in wilson(48, 50)]
    [0.865, 0.989]
    """
    share, square = right / judged, Z_95**2
    centre = share + square / (2 * judged)
    spread = Z_95 * math.sqrt(share * (1 - share) / judged + square / (4 * judged**2))
    scale = 1 + square / judged
    return max(0.0, (centre - spread) / scale), min(1.0, (centre + spread) / scale)
