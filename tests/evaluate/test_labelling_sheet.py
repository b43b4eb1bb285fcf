"""The labelling sheet: written safely, read back, scored."""

from __future__ import annotations

import csv
import io

import pytest

from warehouse.errors import UsageError
from warehouse.evaluate.sheet import JUDGED, score_sheet, write_sheet

FIGURES = [
    {
        "figure_id": f"f{n}",
        "sentence": "کل 15 میں سے 5 کمیون",
        "mention": "5",
        "value": 5.0,
        "unit": "count",
        "title": title,
    }
    for n, title in enumerate(["=cmd()", "عنوان", "تیسرا"])
]


def filled(verdicts: list[dict[str, str]]) -> list[str]:
    stream = io.StringIO(newline="")
    assert write_sheet(FIGURES, stream) == 3
    rows = list(csv.DictReader(io.StringIO(stream.getvalue())))
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(rows[0]))
    writer.writeheader()
    writer.writerows({**row, **verdict} for row, verdict in zip(rows, verdicts, strict=True))
    return out.getvalue().splitlines(keepends=True)


def test_a_sheet_marks_the_figure_and_runs_no_formula() -> None:
    rows = list(csv.DictReader(filled([{}, {}, {}])))
    assert rows[0]["marked_sentence"] == "کل 15 میں سے ⟦5⟧ کمیون"
    assert rows[0]["title"] == "'=cmd()"


def test_precision_counts_only_what_was_judged() -> None:
    sheet = filled([{"role_ok": "y", "unit_ok": "Yes"}, {"role_ok": "n"}, {"role_ok": "y"}])
    fields, wrong = score_sheet(sheet, name="sheet.csv")
    by_name = {field.field: field for field in fields}
    assert list(by_name) == list(JUDGED)
    assert (by_name["role"].judged, by_name["role"].right) == (3, 2)
    assert by_name["unit"].precision == 1.0
    assert by_name["place"].precision is None
    assert by_name["role"].low < 2 / 3 < by_name["role"].high
    assert len(wrong) == 1
    assert wrong[0].startswith("f1 '5' role")


def test_other_files_and_other_answers_are_refused() -> None:
    with pytest.raises(UsageError, match="not a labelling sheet"):
        score_sheet(["a,b\n", "1,2\n"], name="other.csv")
    with pytest.raises(UsageError, match="fill in y, n or nothing"):
        score_sheet(filled([{"role_ok": "maybe"}, {}, {}]), name="sheet.csv")
