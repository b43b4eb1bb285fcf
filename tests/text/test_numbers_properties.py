"""Any number, however it is written, is read back exactly; any text at all is read without an exception."""

from __future__ import annotations

import datetime as dt

import polars as pl
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from warehouse.figures.extract import extract
from warehouse.figures.mentions import read_mentions
from warehouse.figures.notfigures import not_figures
from warehouse.figures.schemas import ARTICLES
from warehouse.lexicon import load_lexicon
from warehouse.text.fold import well_formed
from warehouse.text.tokens import texts, tokens

LEXICON = load_lexicon()
ROWS = LEXICON.rows("numbers.csv")
UNITS = {
    number: [row["form"] for row in ROWS if row["kind"] == "unit" and float(row["value"]) == number]
    for number in range(100)
}
SOUTH = [(10**11, "کھرب"), (10**9, "ارب"), (10**7, "کروڑ"), (10**5, "لاکھ"), (10**3, "ہزار"), (100, "سو")]
WEST = [(10**12, "ٹریلین"), (10**9, "بلین"), (10**6, "ملین"), (10**3, "ہزار"), (100, "سو")]
SPELLINGS = {
    word: [
        row["form"]
        for row in ROWS
        if row["kind"] == "scale" and not row["form"].isascii() and float(row["value"]) == value
    ]
    for value, word in SOUTH + WEST
}
SCRIPTS = ["0123456789", "۰۱۲۳۴۵۶۷۸۹", "٠١٢٣٤٥٦٧٨٩"]
SPACES = [" ", "  ", "\u00a0", "\n", " \u200f", "\u200e "]
MARKS = ["", "\u200f", "\u202b", "\u2068"]
CARRIERS = [
    ("منصوبے پر", "روپے", "خرچ ہوئے۔", "PKR"),
    ("صوبے نے", "VND", "مختص کیے۔", "VND"),
    ("کل", "ڈونگ", "ادا کیے گئے۔", "VND"),
    ("حکومت", "پاکستانی روپے", "دے گی۔", "PKR"),
]


# the sentence that failed says enough; to shrink thirty of them takes minutes
WITHOUT_SHRINKING = [Phase.explicit, Phase.reuse, Phase.generate]


def grouped(number: int, sizes: tuple[int, int], mark: str) -> str:
    """Group from the right: the last group of three, then `sizes` of two or three."""
    digits = str(number)
    parts = [digits[-sizes[0] :]]
    digits = digits[: -sizes[0]]
    while digits:
        parts.append(digits[-sizes[1] :])
        digits = digits[: -sizes[1]]
    return mark.join(reversed(parts))


@st.composite
def literals(draw: st.DrawFn, number: int) -> str:
    script = draw(st.sampled_from(SCRIPTS))
    marks = [",", "\u066c"] + (["\u060c"] if script != SCRIPTS[0] else [])
    written = draw(
        st.sampled_from(
            [
                str(number),
                grouped(number, (3, 3), draw(st.sampled_from(marks))),
                grouped(number, (3, 2), draw(st.sampled_from(marks))),
                grouped(number, (3, 3), draw(st.sampled_from(["\u00a0", "\u202f", "'"]))),
                grouped(number, (3, 3), "."),
            ]
        )
    )
    # a string of ten digits without a separator is an id, and no news writes an amount so
    if len(written) == len(str(number)) >= 10:
        written = grouped(number, (3, 3), ",")
    return written.translate(str.maketrans(SCRIPTS[0], script))


@st.composite
def spelled(draw: st.DrawFn, number: int, scales: list[tuple[int, str]]) -> list[str]:
    """Write a number in words, coefficients in digits here and there: "3 ارب بیس کروڑ"."""
    if number < 100:
        return [draw(st.sampled_from(UNITS[number]))]
    words: list[str] = []
    for value, word in scales:
        count, number = divmod(number, value)
        if count >= 100:
            words += draw(spelled(count, [(value, word) for value, word in scales if value <= 1000]))
        elif count:
            words.append(str(count) if draw(st.booleans()) else draw(st.sampled_from(UNITS[count])))
        if count:
            words.append(draw(st.sampled_from(SPELLINGS[word])))
    return words + ([draw(st.sampled_from(UNITS[number]))] if number else [])


@st.composite
def sentences(draw: st.DrawFn) -> tuple[str, float, str]:
    size = draw(st.sampled_from([10**2, 10**4, 10**6, 10**9, 10**13]))
    number = draw(st.integers(0, size))
    gap = st.sampled_from(SPACES)
    if draw(st.booleans()):
        written = draw(literals(number))
    else:
        written = "".join(
            word + draw(gap) for word in draw(spelled(number, draw(st.sampled_from([SOUTH, WEST]))))
        ).strip()
    before, unit, after, code = draw(st.sampled_from(CARRIERS))
    mark = draw(st.sampled_from(MARKS))
    return f"{before} {mark}{written}{draw(gap)}{unit} {after}", float(number), code


def articles(paragraphs: list[list[str]]) -> pl.DataFrame:
    rows = [
        {
            "article_id": f"{i:04d}",
            "url": "",
            "title": "",
            "source": None,
            "published": dt.date(2025, 1, 1),
            "paragraphs": texts_,
        }
        for i, texts_ in enumerate(paragraphs)
    ]
    return pl.DataFrame(rows, schema=ARTICLES)


@settings(max_examples=20, deadline=None, phases=WITHOUT_SHRINKING, suppress_health_check=list(HealthCheck))
@given(st.lists(sentences(), min_size=30, max_size=40))
def test_any_number_is_read_back_exactly(written: list[tuple[str, float, str]]) -> None:
    # many sentences a batch, as a batch costs little more than one
    found = tokens(texts(articles([[text] for text, _, _ in written])), LEXICON)
    others = not_figures(found, LEXICON).select("article_id", "p", "t").unique()
    mentions = read_mentions(found, others, LEXICON).mentions.sort("article_id", "t_start")
    got = dict(zip(mentions["article_id"], zip(mentions["value"], mentions["unit"], strict=True), strict=True))
    for i, (text, number, unit) in enumerate(written):
        assert got.get(f"{i:04d}") == (number, unit), text
    assert mentions.height == len(written)


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, 10**6), st.integers(0, 10**5 - 1), st.sampled_from([".", "\u066b", " اعشاریہ "])),
        min_size=5,
        max_size=20,
    )
)
def test_decimals_are_read_back(numbers: list[tuple[int, int, str]]) -> None:
    # three digits behind a lone point may be a thousand that leaked: two, four and more may not
    kept = [(whole, f"{part:02d}" if part < 100 else f"{part:05d}", point) for whole, part, point in numbers]
    written = [f"شرح {whole}{point}{part} فیصد ہے۔" for whole, part, point in kept]
    found = tokens(texts(articles([[text] for text in written])), LEXICON)
    mentions = read_mentions(found, not_figures(found, LEXICON).select("article_id", "p", "t"), LEXICON).mentions
    values = mentions.sort("article_id")["value"].to_list()
    assert values == [float(f"{whole}.{part}") for whole, part, _ in kept]


PIECES = [*"0123456789۱۲۳٤٥.,٬٫،/-~%٪()۔:؛ \u200c\u200f\u00a0½+", *(row["form"] + " " for row in ROWS)]
ANY_TEXT = st.text(max_size=60) | st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.lists(ANY_TEXT, max_size=4), min_size=1, max_size=25))
def test_any_text_gives_rows_or_none(paragraphs: list[list[str]]) -> None:
    kept = [[well_formed(text) for text in texts_] for texts_ in paragraphs]
    read = extract(articles(kept))
    for frame in (read.figures, read.quarantine, read.rejected):
        for row in frame.select("article_id", "p", "char_start", "char_end", "mention").to_dicts():
            # what is stored is the paragraph as given, marks and all
            assert kept[int(row["article_id"])][row["p"]][row["char_start"] : row["char_end"]] == row["mention"]


def test_endless_lines_are_read_in_the_time_of_their_length() -> None:
    """Guard against a hang: a megabyte without a stop, in what could make each step look back or multiply out."""
    lines = ["لاکھ کروڑ ", "1", "5-", "دو ", "ا", "1/2/", "a1-", "پانچلاکھ", "(5) ", "\u200f"]
    whole = 1_000_000
    stage = [line * (whole // len(line)) for line in lines]
    found = tokens(texts(articles([[text[: whole // 8]] for text in stage])), LEXICON)
    others = not_figures(found, LEXICON).select("article_id", "p", "t").unique()
    assert read_mentions(found, others, LEXICON).mentions["article_id"].n_unique() >= 1
    assert extract(articles([["1" * whole, "ا" * whole]])).figures.is_empty()


def test_lone_surrogates_are_replaced_one_for_one() -> None:
    text = "رقم \ud800 5 روپے \udfff ہے۔"
    assert len(well_formed(text)) == len(text)
    figures = extract(articles([[well_formed(text)]])).figures
    assert figures["mention"].to_list() == ["5 روپے"]
