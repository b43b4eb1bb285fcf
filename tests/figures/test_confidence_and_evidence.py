"""How far a figure is trusted, and the very words its fields rest on."""
# a sentence stays on one line
# ruff: noqa: E501

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

TITLE = "ہا ٹین: ضلع کیم سوئین میں نئے دیہی علاقوں کی تعمیر"
PARAGRAPHS = [
    "2023 کے آخر تک، ضلع کیم سوئین (ہا ٹین) کے 21/21 کمیون نئے دیہی معیارات پر پورا اترتے ہیں، جن میں 5 کمیون اعلی درجے کے ہیں۔",
    "پورے ضلع میں 1,140 ماڈل باغات ہیں؛ 2024 میں مزید 95 باغات بنانے کی کوشش کی جائے گی، جو منصوبے کے 110 فیصد کے برابر ہے۔",
    "فی کس آمدنی 58.4 ملین VND/سال ہے، غریب گھرانوں کی شرح ۲.۱ فیصد رہ گئی اور ڈھائی ہزار کارکنوں کو ملازمتیں ملیں۔",
    "\u202bكيم سوئین\u202c میں ٤٥ ماڈل باغات ہیں۔",
]


@pytest.fixture(scope="module")
def story(read: Callable[..., list[dict[str, Any]]]) -> dict[str, Any]:
    return read([("2024-01-27", TITLE, PARAGRAPHS)])[0]


def test_every_mention_is_the_characters_at_its_span(story: dict[str, Any]) -> None:
    assert len(story["figures"]) >= 8
    for figure in story["figures"]:
        assert PARAGRAPHS[figure["p"]][figure["char_start"] : figure["char_end"]] == figure["mention"]
        assert figure["mention"] in figure["sentence"]
        assert figure["sentence"] in PARAGRAPHS[figure["p"]]


def test_every_rejected_and_quarantined_number_is_the_characters_at_its_span(story: dict[str, Any]) -> None:
    assert story["rejected"]
    for row in story["rejected"] + story["quarantine"]:
        assert PARAGRAPHS[row["p"]][row["char_start"] : row["char_end"]] == row["mention"]


def test_every_evidence_is_words_of_the_text(story: dict[str, Any]) -> None:
    fields = set()
    for figure in story["figures"]:
        for evidence in figure["evidence"]:
            whole = TITLE if evidence["p"] < 0 else PARAGRAPHS[evidence["p"]]
            said = whole[evidence["char_start"] : evidence["char_end"]]
            assert _plain(said) == _plain(evidence["text"]), (figure["mention"], evidence["field"])
            fields.add(evidence["field"])
    assert fields == {"indicator", "role", "programme", "place", "period"}


def _plain(text: str) -> str:
    """Drop what carries no letter (joiners, bidi marks) and spaces: evidence joins the words it rests on."""
    return "".join(char for char in text if char.isalnum() or char in "%./-")


def test_confidence_is_a_share(story: dict[str, Any]) -> None:
    assert all(0 < figure["confidence"] <= 1 for figure in story["figures"])


LADDERS: list[tuple[str, list[tuple[str | None, str]]]] = [
    (
        "the place: named beside it, in the headline, nowhere",
        [
            (None, "ہا ٹین صوبے میں اب تک 1,140 ماڈل باغات ہیں۔"),
            ("ہا ٹین: ماڈل باغات", "اب تک 1,140 ماڈل باغات ہیں۔"),
            (None, "اب تک 1,140 ماڈل باغات ہیں۔"),
        ],
    ),
    (
        "the indicator: its own words, those of the sentence before",
        [
            (None, "ہا ٹین صوبے میں 2023 کے آخر تک 1,140 ماڈل باغات ہیں۔"),
            (
                None,
                "2022 کے آخر تک ہا ٹین صوبے میں ماڈل باغات کی تعداد 900 تھی۔ 2023 کے آخر تک صوبے میں یہ 1,140 ہو گئی۔",
            ),
        ],
    ),
    (
        "the period: in the clause, nowhere",
        [
            (None, "2023 کے آخر تک ہا ٹین صوبے میں 1,140 ماڈل باغات بنائے گئے۔"),
            (None, "ہا ٹین صوبے میں 1,140 ماڈل باغات بنائے گئے۔"),
        ],
    ),
]


@pytest.fixture(scope="module")
def ladders(read: Callable[..., list[dict[str, Any]]]) -> list[list[float]]:
    texts = [("2024-01-27", title, text) for _, steps in LADDERS for title, text in steps]
    trust = iter(next(f["confidence"] for f in case["figures"] if f["mention"] == "1,140") for case in read(texts))
    return [[next(trust) for _ in steps] for _, steps in LADDERS]


@pytest.mark.parametrize("at", range(len(LADDERS)), ids=[name for name, _ in LADDERS])
def test_what_is_inherited_is_trusted_less(ladders: list[list[float]], at: int) -> None:
    assert ladders[at] == sorted(ladders[at], reverse=True)
    assert len(set(ladders[at])) == len(ladders[at])
