"""Any text at all gives rows or none, never an error."""

from __future__ import annotations

import datetime as dt

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from warehouse.figures.schemas import ARTICLES
from warehouse.lexicon import load_lexicon
from warehouse.text.fold import well_formed
from warehouse.text.times import TIMES, time_spans
from warehouse.text.tokens import texts, tokens

WORDS = [
    "2024", "1999", "2021", "31", "30", "9", "5", "02", "1447", "99999999", "30.2.2024",
    "31.12.2023", "-", "/", ":", "،", "(", "۔", "فروری", "جون", "سال", "ماہ", "کے", "کی", "آخر",
    "آغاز", "تک", "سے", "سے پہلے", "میں", "سہ ماہی", "ششماہی", "پہلی", "اسی", "مدت", "اسی مدت",
    "اب تک", "گزشتہ", "آئندہ", "ء", "ھ", "بجے", "صدی", "اکیسویں", "کی دہائی", "پوری مدت",
    "کے مقابلے میں", "اتوار", "کو", "ابتدائی", "آج", "صفر", "ہزار", "ڈھائی", "گھنٹے", "Q", "III",
    "مالی سال", "دن",
]  # fmt: skip

DAYS = st.none() | st.dates()


def spans_of(paragraphs: list[str], published: dt.date | None) -> pl.DataFrame:
    article = {"article_id": "a", "url": "u", "title": None, "source": None, "published": published}
    articles = pl.DataFrame([{**article, "paragraphs": paragraphs}], schema=ARTICLES)
    lexicon = load_lexicon()
    return time_spans(tokens(texts(articles), lexicon), articles, lexicon)


def check(spans: pl.DataFrame) -> None:
    assert spans.schema == TIMES
    assert spans.filter(pl.col("t_start") < pl.col("t_end").shift(1).over("article_id", "p")).is_empty()
    assert spans.filter(pl.col("start") > pl.col("end")).is_empty()
    assert spans.filter(pl.col("t_start") >= pl.col("t_end")).is_empty()


@settings(max_examples=60, deadline=None)
@given(text=st.text(max_size=300), published=DAYS)
def test_random_text(text: str, published: dt.date | None) -> None:
    check(spans_of([well_formed(text)], published))


@settings(max_examples=60, deadline=None)
@given(
    paragraphs=st.lists(
        st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(["", " "])), max_size=40).map(
            lambda pairs: "".join(word + gap for word, gap in pairs)
        ),
        max_size=4,
    ),
    published=DAYS,
)
def test_words_of_time_in_any_order(paragraphs: list[str], published: dt.date | None) -> None:
    check(spans_of(paragraphs, published))


def test_an_endless_line() -> None:
    line = "2024 کے آخر تک 5 پل، " * 20_000
    assert spans_of([line, "5" * 300_000, "2024-" * 20_000], dt.date(2024, 5, 10)).height >= 20_000
