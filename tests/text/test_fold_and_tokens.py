"""Folding keeps every offset; tokens give the text back; phrases never cross a sentence."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from warehouse.lexicon import load_lexicon
from warehouse.text.fold import FILLER, folded, norm, well_formed
from warehouse.text.numbers.literals import literal_value
from warehouse.text.phrases import longest, occurrences, phrase_frame
from warehouse.text.tokens import CHUNK, texts, tokens

LEXICON = load_lexicon()


def laid_out(paragraphs: list[str], title: str = "") -> pl.DataFrame:
    return texts(
        pl.DataFrame(
            {"article_id": ["a"], "title": [title], "paragraphs": [paragraphs]},
            schema_overrides={"paragraphs": pl.List(pl.String)},
        )
    )


def fold(text: str) -> str:
    return pl.select(folded(pl.lit(text, pl.String), LEXICON)).item()


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text(max_size=50), min_size=1, max_size=30))
def test_folding_keeps_the_length(lines: list[str]) -> None:
    frame = pl.DataFrame({"text": [well_formed(line) for line in lines]})
    sizes = frame.select(given=pl.col("text").str.len_chars(), twin=folded(pl.col("text"), LEXICON).str.len_chars())
    assert sizes["given"].to_list() == sizes["twin"].to_list()


@pytest.mark.parametrize(
    ("given_", "twin"),
    [
        ("۲۱٫۵ كميون", "21.5 کمیون"),
        ("١٬٢٥٠", "1,250"),
        ("۱۲،۵۰۰", "12,500"),
        ("40،000", "40،000"),
        ("3۔28 ارب", "3.28 ارب"),
        ("2021۔2025", "2021۔2025"),
        ("23۔3۔24", "23۔3۔24"),
        ("﻿٪", f"{FILLER}%"),
        ("ﺗﯾن", "تین"),
        ("تِین", f"ت{FILLER}ین"),
        ("–5", "-5"),
    ],
)
def test_one_way_to_write_each_sign(given_: str, twin: str) -> None:
    assert fold(given_) == twin


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=60), min_size=1, max_size=10))
def test_tokens_lie_where_their_text_is(lines: list[str]) -> None:
    kept = [well_formed(line) for line in lines]
    found = tokens(laid_out(kept), LEXICON)
    for p, start, end, surface, t in found.select("p", "char_start", "char_end", "surface", "t").rows():
        assert fold(kept[p])[start:end] == surface, t
    # nothing but white space and dropped marks is left out
    for p, line in enumerate(kept):
        spans = found.filter(pl.col("p") == p).select("char_start", "char_end").rows()
        rest = list(fold(line))
        for start, end in spans:
            rest[start:end] = [""] * (end - start)
        assert not "".join(rest).replace(FILLER, "").strip()
        assert found.filter(pl.col("p") == p)["t"].to_list() == list(range(len(spans)))


def test_a_line_longer_than_a_chunk_keeps_its_offsets() -> None:
    line = "کل 5 روپے۔ " * (CHUNK // 5)
    found = tokens(laid_out([line]), LEXICON)
    fives = found.filter(pl.col("norm") == "5")
    assert fives.height == CHUNK // 5
    assert {line[start] for start in fives["char_start"]} == {"5"}
    assert found["t"].to_list() == list(range(found.height))


@pytest.mark.parametrize(
    ("text", "norms"),
    [
        ("12ارب50کروڑروپے", ["12", "ارب", "50", "کروڑ", "روپے"]),
        ("چالیس کروڑاٹھارہ لاکھ", ["چالیس", "کروڑ", "اٹھارہ", "لاکھ"]),
        ("دولاکھپچاسہزار", ["دو", "لاکھ", "پچاس", "ہزار"]),
        ("5 ڈالربڑھ گئے", ["5", "ڈالر", "بڑھ", "گئے"]),
        ("پانچ\u200cلاکھ", ["پانچ", "لاکھ"]),
        ("ہزاروں لوگ", ["ہزاروں", "لوگ"]),
        ("5 ہزاروں", ["5", "ہزاروں"]),
        ("ڈالربڑھ گئے", ["ڈالربڑھ", "گئے"]),
        ("12 میٹرک ٹن", ["12", "میٹرک", "ٹن"]),
        ("کروڑپتی چارسو", ["کروڑپتی", "چارسو"]),
        ("12\u202f400 لوگ", ["12\u202f400", "لوگ"]),
        ("500 m2", ["500", "m2"]),
    ],
)
def test_words_and_numbers_are_told_apart(text: str, norms: list[str]) -> None:
    assert tokens(laid_out([text]), LEXICON)["norm"].to_list() == norms


def test_sentences_end_at_stops_and_not_at_initials() -> None:
    found = tokens(laid_out(["C. Phong آیا. وہ 5.5 لایا۔ پھر؛ گیا"]), LEXICON)
    assert dict(zip(found["norm"], found["sent"], strict=True))["وہ"] == 1
    assert dict(zip(found["norm"], found["sent"], strict=True))["phong"] == 0
    assert found.filter(pl.col("norm") == "گیا")["clause"].item() == found["clause"].max()


def test_phrases_stay_inside_a_sentence_and_the_end_of_the_text() -> None:
    phrases = phrase_frame(pl.DataFrame({"phrase": ["کم از کم", "کم"]}), LEXICON, on="norm")
    found = occurrences(tokens(laid_out(["کم از۔ کم از کم کم", "کم از"]), LEXICON), phrases, on="norm")
    assert found.filter(pl.col("n") == 3).select("p", "t_start", "t_end").rows() == [(0, 3, 6)]
    assert longest(found).filter(pl.col("p") == 0)["t_start"].to_list() == [0, 3, 6]


@pytest.mark.parametrize(
    ("literal", "value"),
    [
        ("0", 0.0),
        ("007", 7.0),
        ("1,234,567", 1234567.0),
        ("12,34,567.50", 1234567.5),
        ("1.234.567", 1234567.0),
        ("577.703,9", 577703.9),
        ("7,5", 7.5),
        ("97,55", 97.55),
        ("0,125", 0.125),
        ("3,412,6", 3412.6),
        ("1.250", 1.25),
        ("278.4567", 278.4567),
        ("12\u00a0400", 12400.0),
        ("12'400", 12400.0),
        ("1,2,3", None),
        ("12,3456", None),
        ("1.2.3", None),
        ("1234,567", None),
    ],
)
def test_literals(literal: str, value: float | None) -> None:
    assert pl.select(literal_value(norm(pl.lit(literal)))).item() == value
