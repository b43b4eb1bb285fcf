"""The number stage on sentences of our own: how numbers are written, what they measure, what is no figure."""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from warehouse.figures.mentions import Mentions, read_mentions
from warehouse.figures.notfigures import not_figures
from warehouse.figures.schemas import ARTICLES
from warehouse.lexicon import load_lexicon
from warehouse.text.times import time_spans
from warehouse.text.tokens import texts, tokens

SENTENCES = Path(__file__).parent / "number_sentences"

Reading = tuple[float, float | None, float | None, str, str | None, str]


def read(sentences: list[str]) -> tuple[Mentions, pl.DataFrame]:
    """Read each sentence as an article of its own, up to its mentions; the second frame names what is no figure."""
    rows = [
        {"article_id": f"{i:05d}", "url": "", "title": "", "published": dt.date(2025, 6, 1), "paragraphs": [text]}
        for i, text in enumerate(sentences)
    ]
    articles = pl.DataFrame(rows, schema_overrides={"source": pl.String}).with_columns(source=pl.lit(None, pl.String))
    lexicon = load_lexicon()
    found = tokens(texts(articles.match_to_schema(ARTICLES)), lexicon)
    times = time_spans(found, articles, lexicon).with_columns(
        t=pl.int_ranges("t_start", "t_end", dtype=pl.Int32), kind=pl.concat_str(pl.lit("time:"), "kind")
    )
    columns = ["article_id", "p", "t", "kind"]
    others = pl.concat([not_figures(found, lexicon).select(columns), times.explode("t").select(columns)])
    taken = others.select("article_id", "p", "t").unique()
    named = others.join(found.select("article_id", "p", "t", "norm"), on=["article_id", "p", "t"])
    return read_mentions(found, taken, lexicon), named


@cache
def table(name: str) -> tuple[list[tuple[str, str]], dict[int, list[dict[str, Any]]]]:
    lines = (SENTENCES / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    cases = [tuple(map(str.strip, line.split("=>"))) for line in lines if "=>" in line and not line.startswith("#")]
    rows: dict[int, list[dict[str, Any]]] = {}
    for row in read([sentence for sentence, _ in cases])[0].mentions.sort("article_id", "t_start").to_dicts():
        rows.setdefault(int(row["article_id"]), []).append(row)
    return [(sentence, wanted) for sentence, wanted in cases], rows


def parsed(wanted: str) -> list[Reading]:
    """Read "20..25 percent per=ha gt; 3/8 count"; a blank in `per` is written "~"."""
    readings: list[Reading] = []
    for part in filter(None, map(str.strip, wanted.split(";"))):
        value, unit, *marks = part.split()
        value, _, whole = value.partition("/")
        low, _, high = value.partition("..")
        per = next((mark[4:].replace("~", " ") for mark in marks if mark.startswith("per=")), None)
        comparator = next((mark for mark in marks if "=" not in mark), "eq")
        readings.append(
            (float(low), float(high) if high else None, float(whole) if whole else None, unit, per, comparator)
        )
    return readings


def told(row: dict[str, Any]) -> Reading:
    return row["value"], row["value_high"], row["out_of"], row["unit"], row["per"], row["comparator"]


NAMES = ["written", "measured", "classes", "blind", "other_writer"]
CASES = [(name, i) for name in NAMES for i, _ in enumerate(table(name)[0])]


@pytest.mark.parametrize(("name", "i"), CASES, ids=[table(name)[0][i][0] for name, i in CASES])
def test_sentence(name: str, i: int) -> None:
    cases, rows = table(name)
    got = [told(row) for row in rows.get(i, [])]
    wanted = parsed(cases[i][1])
    assert [reading[1:] for reading in got] == [reading[1:] for reading in wanted]
    assert [reading[0] for reading in got] == pytest.approx([reading[0] for reading in wanted], rel=1e-9)


CLASSES = [
    ("قرارداد 88 پر عمل درآمد جاری ہے۔", "88", "document"),
    ("فرمان 07/2021/ND-CP جاری ہوا۔", "2021", "document"),
    ("آرٹیکل 62، 63 اور 64 پر بحث ہوئی۔", "64", "document"),
    ("طوفان نمبر 3 آیا۔", "3", "sequence"),
    ("مکان نمبر 8 گرا۔", "8", "sequence"),
    ("(1) پہلا نکتہ", "1", "sequence"),
    ("کلاس 5 کے بچے آئے۔", "5", "sequence"),
    ("80 ویں سالگرہ ہے۔", "80", "ordinal"),
    ("3-اسٹار درجہ ملا۔", "3", "grade"),
    ("3 سے 4 ستارہ مصنوعات ہیں۔", "3", "grade"),
    ("میچ 3-2 سے جیتا۔", "3", "score"),
    ("اسکور 8 رہا۔", "8", "score"),
    ("92 نیوز نے خبر دی۔", "92", "name"),
    ("جی-20 اجلاس ہوا۔", "20", "name"),
    ("جی-11/4 میں حادثہ ہوا۔", "4", "name"),
    ("نو دو گیارہ ہو گئے۔", "گیارہ", "idiom"),
    ("تبصرہ (0)", "0", "furniture"),
    ("رابطہ نمبر 0301-2345678 ہے۔", "2345678", "id"),
    ("اکاؤنٹ نمبر 1234567890123 ہے۔", "1234567890123", "id"),
    ("نعرہ «3 نہیں» تھا۔", "3", "slogan"),
    ("پانچ گھنٹے لگے۔", "پانچ", "time:duration"),
    ("دس بار کوشش ہوئی۔", "دس", "repetition"),
    ("Đoàn công tác thăm nhà máy - Ảnh 1.", "1", "furniture"),
    ("2021-2025 کا منصوبہ ہے۔", "2021", "time:"),
]


def test_every_number_that_is_no_figure_has_a_class() -> None:
    got, others = read([sentence for sentence, _, _ in CLASSES])
    for i, (sentence, mention, kind) in enumerate(CLASSES):
        kinds = others.filter(pl.col("article_id") == f"{i:05d}", pl.col("norm") == mention)["kind"].to_list()
        assert any(found.startswith(kind) for found in kinds), (sentence, kinds)
    assert got.mentions.is_empty()


WORDS = [
    ("ایک شخص آیا۔", "article"),
    ("مجھے پانی دو۔", "verb"),
    ("اسی ضلع میں یہ ہوا۔", "homograph"),
    ("بہتر معیار کی سڑک بنی۔", "homograph"),
    ("کئی ہزار روپے ملے۔", "vague"),
    ("لاکھ کہا مگر نہ مانا۔", "vague"),
    ("دو ہزار پچیس میں یہ ہوا۔", "time:year"),
]


def test_words_that_are_no_numbers_here() -> None:
    got, _ = read([sentence for sentence, _ in WORDS])
    assert got.rejected.sort("article_id")["kind"].to_list() == [kind for _, kind in WORDS]
    assert got.mentions.is_empty()


DOUBTFUL = [
    ("رقبہ 40،000 ہیکٹر ہے۔", "malformed number"),
    ("تعداد 1,2,3,4 ہے۔", "malformed number"),
    ("320/5 گھر بنے۔", "fraction above one"),
    ("لمبائی 90000000 کلومیٹر ہے۔", "implausible magnitude"),
    ("تعداد 50000000000 گھر ہے۔", None),
    ("اونچائی 5 میٹر 76 میٹر ہے۔", "number torn in two"),
    ("تعداد 900 ارب گھر ہے۔", "implausible magnitude"),
]


def test_what_cannot_be_believed_says_why() -> None:
    got, _ = read([sentence for sentence, _ in DOUBTFUL])
    for i, (sentence, reason) in enumerate(DOUBTFUL):
        reasons = got.quarantine.filter(pl.col("article_id") == f"{i:05d}")["reason"].to_list()
        assert set(reasons) == ({reason} if reason else set()), sentence
    assert got.mentions.is_empty()
