"""Time expressions of every form, in our own wording: the interval that each one names.

The expression stands between ⟦ and ⟧ in its sentence. Forms marked `# d` are those of which dateparser 1.5.0 reads
nothing or the wrong day.
"""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from warehouse.figures.schemas import ARTICLES
from warehouse.lexicon import load_lexicon
from warehouse.text.times import TIMES, time_spans
from warehouse.text.tokens import texts, tokens

TABLES = Path(__file__).parent / "time_expressions"

# sentence, published, kind, anchor, start, end
Row = tuple[str, str, str, str, str | None, str | None]


def listed(file: Path) -> list[Row]:
    """Read the rows of a file of time_expressions/: its first line says how they are written."""
    rows: list[Row] = []
    for line in file.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        told, wanted = line.split(" # ")[0].split(" => ")
        sentence, published = told.split(" | ")
        kind, anchor, dates = wanted.split()
        start, end = (date or None for date in dates.split(".."))
        rows.append((sentence, published, kind, anchor, start, end))
    return rows


EXPRESSIONS = [row for file in sorted(TABLES.glob("*.txt")) for row in listed(file)]

NO_TIME = [
    "قصبے میں 2000 گھر ہیں",
    "2,045 یونٹس مکمل ہوئے",
    "کل 2000 سے زائد خاندان",
    "2000 میں سے 482 گاؤں",
    "لاگت 2000 روپے ہے",
    "فرمان 07/2021/ND-CP کے مطابق",
    "2021/3 تک 45/7 کی مدت میں",
    "نوٹیفکیشن ایف۔3(2)/2022 منسوخ",
    "https://example.test/2024/05/16/tin-1234.html",
    "5 ماہی گیر واپس آئے",
    "2,300 سے زیادہ کام کے دن دیے",
    "ملک کی نصف آبادی",
    "نو منتخب صدر نے حلف اٹھایا",
    "ہر سال میلہ لگتا ہے",
    "74.3 ملین VND/شخص/سال",
    "صفر اعشاریہ صفر پانچ فیصد",
]


def spans_of_articles(rows: list[tuple[list[str], dt.date | None]]) -> pl.DataFrame:
    empty = {"url": "u", "title": None, "source": None}
    articles = pl.DataFrame(
        [
            {**empty, "article_id": str(i), "published": published, "paragraphs": paragraphs}
            for i, (paragraphs, published) in enumerate(rows)
        ],
        schema=ARTICLES,
    )
    lexicon = load_lexicon()
    return time_spans(tokens(texts(articles), lexicon), articles, lexicon)


def spans_of(paragraphs: list[str], published: dt.date | None) -> pl.DataFrame:
    return spans_of_articles([(paragraphs, published)])


@pytest.fixture(scope="module")
def readings() -> dict[Row, Row]:
    """Read all expressions at once, each as an article of its own."""
    split = [re.split("[⟦⟧]", row[0]) for row in EXPRESSIONS]
    spans = spans_of_articles(
        [(["".join(parts)], dt.date.fromisoformat(row[1])) for row, parts in zip(EXPRESSIONS, split, strict=True)]
    )
    found: dict[str, list[dict[str, Any]]] = {}
    for span in spans.to_dicts():
        found.setdefault(span["article_id"], []).append(span)
    return {
        row: read(row, parts, found.get(str(i), []))
        for i, (row, parts) in enumerate(zip(EXPRESSIONS, split, strict=True))
    }


def read(row: Row, parts: list[str], spans: list[dict[str, Any]]) -> Row:
    marked, published = row[0], row[1]
    first, last = len(parts[0]), len(parts[0]) + len(parts[1])
    for span in spans:
        if span["char_start"] < last and span["char_end"] > first:
            digits = re.sub(r"\D", "", parts[1])
            covered = re.sub(r"\D", "", "".join(parts)[span["char_start"] : span["char_end"]])
            if digits not in covered:
                return (marked, published, f"covers {covered}", "", None, None)
            start, end = (str(date) if date else None for date in (span["start"], span["end"]))
            return (marked, published, span["kind"], span["anchor"], start, end)
    return (marked, published, "nothing", "", None, None)


@pytest.mark.parametrize("row", EXPRESSIONS, ids=[re.sub("[⟦⟧]", "", row[0]) for row in EXPRESSIONS])
def test_expression_names_its_interval(row: Row, readings: dict[Row, Row]) -> None:
    assert readings[row] == row


def test_the_suite_is_wide_enough() -> None:
    assert len(EXPRESSIONS) >= 120
    assert len({row[0] for row in EXPRESSIONS}) == len(EXPRESSIONS)


@pytest.mark.parametrize("text", NO_TIME)
def test_number_that_is_no_time_is_left_alone(text: str) -> None:
    assert spans_of([text], dt.date(2024, 5, 10))["surface"].to_list() == []


def test_spans_have_the_promised_columns_and_never_overlap() -> None:
    text = "2023 کے آخر تک 5 پل، 2024 کی پہلی سہ ماہی میں 3 اور 30 جون 2025 سے پہلے 9 پل؛ 2021-2025 کی مدت میں 40۔"
    spans = spans_of([text, "کوئی وقت نہیں", text], dt.date(2024, 5, 10))
    assert spans.schema == TIMES
    assert spans.height == 8
    assert spans.filter(pl.col("t_start") < pl.col("t_end").shift(1).over("article_id", "p")).is_empty()
    assert all(text[span["char_start"] : span["char_end"]] == span["surface"] for span in spans.to_dicts())


def test_without_a_day_of_publication_only_written_dates_stand() -> None:
    spans = spans_of(["اس سال 5 پل اور 2023 میں 3 پل، 30 جون تک 9 پل۔"], None)
    assert spans["end"].to_list() == [None, dt.date(2023, 12, 31), None]


def test_no_articles_give_no_rows() -> None:
    assert spans_of([], dt.date(2024, 1, 1)).schema == TIMES
