"""Which time governs a figure: own sentences, the figure between ⟦ and ⟧, its role and basis given."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import polars as pl
import pytest

from warehouse.figures.periods import governors, with_period
from warehouse.figures.schemas import ARTICLES
from warehouse.lexicon import load_lexicon
from warehouse.text.times import time_spans
from warehouse.text.tokens import texts, tokens

SENTENCES = Path(__file__).parent / "period_sentences"

# paragraphs with marked figures, published, one (role, basis, start, end) a figure
Figure = tuple[str, str | None, str | None, str | None]
Case = tuple[list[str], str, list[Figure]]
MARKED = {
    "article_id": pl.String,
    "p": pl.Int32,
    "char_start": pl.Int32,
    "char_end": pl.Int32,
    "role": pl.String,
    "basis": pl.String,
}


def listed(file: Path) -> list[Case]:
    """Read cases from a file of period_sentences/: its first line says how they are written."""
    cases: list[Case] = []
    for line in file.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        told, wanted = line.split(" => ")
        published, paragraphs = told.split(" | ")
        expected = []
        for figure in wanted.split("; "):
            role, basis, dates = figure.split()
            start, end = (date or None for date in dates.split(".."))
            expected.append((role, None if basis == "-" else basis, start, end))
        cases.append((paragraphs.split(" || "), published, expected))
    return cases


CASES = [case for file in sorted(SENTENCES.glob("*.txt")) for case in listed(file)]


@pytest.fixture(scope="module")
def readings() -> dict[str, list[Figure]]:
    """Read all cases at once, each as an article of its own."""
    article = {"url": "u", "title": None, "source": None}
    articles, mentions = [], []
    for number, (paragraphs, published, expected) in enumerate(CASES):
        bare = [re.sub("[⟦⟧]", "", paragraph) for paragraph in paragraphs]
        own = {"article_id": str(number), "published": dt.date.fromisoformat(published), "paragraphs": bare}
        articles.append(article | own)
        marks = [
            (p, found.start() - 2 * i, found.end() - 2 * i - 2)
            for p, paragraph in enumerate(paragraphs)
            for i, found in enumerate(re.finditer("⟦[^⟧]*⟧", paragraph))
        ]
        mentions += [(str(number), *mark, *told[:2]) for mark, told in zip(marks, expected, strict=True)]
    whole = pl.DataFrame(articles, schema=ARTICLES)
    lexicon = load_lexicon()
    frame = tokens(texts(whole), lexicon)
    marked = pl.DataFrame(mentions, schema=MARKED, orient="row").with_columns(
        indicator=pl.lit(None, pl.String), unit=pl.lit("count")
    )
    firsts = frame.select("article_id", "p", "char_start", "sent", "clause", t_start="t")
    lasts = frame.select("article_id", "p", "char_end", t_end=pl.col("t") + 1)
    placed = marked.join(firsts, on=["article_id", "p", "char_start"]).join(lasts, on=["article_id", "p", "char_end"])
    assert placed.height == marked.height
    found = periods(placed, frame, whole)
    read: dict[str, list[Figure]] = {}
    for row in found.sort("article_id", "p", "char_start").to_dicts():
        start, end = (str(row[name]) if row[name] else None for name in ("period_start", "period_end"))
        read.setdefault(row["article_id"], []).append((row["role"], row["basis"], start, end))
    return read


@pytest.mark.parametrize("number", range(len(CASES)), ids=[re.sub("[⟦⟧]", "", case[0][0])[:60] for case in CASES])
def test_figure_takes_the_period_that_governs_it(number: int, readings: dict[str, list[Figure]]) -> None:
    assert readings[str(number)] == CASES[number][2]


def periods(mentions: pl.DataFrame, frame: pl.DataFrame, articles: pl.DataFrame) -> pl.DataFrame:
    lexicon = load_lexicon()
    governing = governors(time_spans(frame, articles, lexicon), frame, articles, lexicon)
    return with_period(mentions, governing, frame, articles, lexicon)


def placed_mentions(frame: pl.DataFrame, role: str) -> pl.DataFrame:
    """Take every digit token as a figure."""
    return frame.filter(pl.col("kind") == "digit").select(
        "article_id",
        "p",
        "sent",
        "clause",
        "char_start",
        "char_end",
        t_start="t",
        t_end=pl.col("t") + 1,
        role=pl.lit(role),
        basis=pl.lit("stock"),
        indicator=pl.lit(None, pl.String),
        unit=pl.lit("count"),
    )


@pytest.mark.parametrize("paragraphs", [[], [""], ["کوئی وقت نہیں، 5 پل"], ["5 پل، 30 فروری تک 9"]])
@pytest.mark.parametrize("published", [None, dt.date(2024, 5, 10)])
def test_nothing_to_go_by_is_no_error(paragraphs: list[str], published: dt.date | None) -> None:
    article = {"article_id": "a", "url": "u", "title": None, "source": None, "published": published}
    articles = pl.DataFrame([{**article, "paragraphs": paragraphs}], schema=ARTICLES)
    lexicon = load_lexicon()
    frame = tokens(texts(articles), lexicon)
    mentions = placed_mentions(frame, "achievement")
    found = periods(mentions, frame, articles)
    assert found.height == mentions.height
    assert found["period_end"].to_list() == [published] * mentions.height


def test_evidence_is_the_words_that_govern() -> None:
    text = "آبادی زیادہ ہے۔ 2023 کے آخر تک 40 پل بنے۔"
    article = {"article_id": "a", "url": "u", "title": None, "source": None, "published": dt.date(2024, 5, 10)}
    articles = pl.DataFrame([{**article, "paragraphs": [text]}], schema=ARTICLES)
    lexicon = load_lexicon()
    frame = tokens(texts(articles), lexicon)
    mentions = placed_mentions(frame, "achievement").filter(pl.col("char_start") == text.index("40"))
    row = periods(mentions, frame, articles).to_dicts()[0]
    assert row["period_source"] == "clause"
    assert row["period_evidence_text"] == "2023 کے آخر تک"
    span = slice(row["period_evidence_char_start"], row["period_evidence_char_end"])
    assert text[span] == row["period_evidence_text"]


def test_an_endless_paragraph_of_figures_and_times() -> None:
    line = "2023 کے آخر تک 5 پل، اب تک 7 پل، " * 8_000
    article = {"article_id": "a", "url": "u", "title": None, "source": None, "published": dt.date(2024, 5, 10)}
    articles = pl.DataFrame([{**article, "paragraphs": [line]}], schema=ARTICLES)
    lexicon = load_lexicon()
    frame = tokens(texts(articles), lexicon)
    mentions = placed_mentions(frame.filter(pl.col("norm") != "2023"), "achievement")
    found = periods(mentions, frame, articles)
    assert found["period_end"].unique().sort().to_list() == [dt.date(2023, 12, 31), dt.date(2024, 5, 10)]
