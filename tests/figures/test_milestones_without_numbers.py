"""Dated goals without a number, and what looks like one and is none."""
# a sentence stays on one line
# ruff: noqa: E501

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Goal = tuple[str | None, str, str | None, str]

# class, published, paragraphs, (place, programme, indicator, due) of each
CASES: list[tuple[str, str | None, str, list[Goal]]] = [
    ("before a day", "2024-05-12", "Binh Luc ضلع 30 ستمبر 2024 سے پہلے نئے دیہی ضلع کے معیارات پر پورا اترنے کی کوشش کر رہا ہے۔", [("Hà Nam/Bình Lục", "NRD", "nrd.districts_standard", "2024-09-30")]),
    ("in a year, model province", "2024-05-12", "2025 میں ہا نام ماڈل نئے دیہی صوبے کا درجہ حاصل کرنے کی کوشش کرے گا۔", [("Hà Nam", "NRD", "nrd.provinces_completed", "2025-12-31")]),
    ("plain future", "2024-05-12", "تھائی بن صوبہ 2025 تک نئے دیہی علاقوں کی تعمیر کا کام مکمل کرے گا۔", [("Thái Bình", "NRD", "nrd.provinces_completed", "2025-12-31")]),
    ("advanced district", "2024-05-12", "کیم سوئین ضلع (ہا ٹین) کو 2024 کے آخر تک اعلی درجے کے نئے دیہی معیارات پر لانے کی کوشش کی جائے گی۔", [("Hà Tĩnh/Cẩm Xuyên", "NRD", "nrd.districts_advanced", "2024-12-31")]),
    ("a commune", "2025-03-12", "ہا گیانگ صوبے کے پھو لن کمیون کو 2025 میں نئے دیہی معیارات پر پورا اترنے والے کمیون کے طور پر تسلیم کیا جائے گا۔", [("Hà Giang/Vị Xuyên/Phú Linh", "NRD", "nrd.communes_standard", "2025-12-31")]),
    ("a ward", "2024-05-12", "ہا ٹین شہر کا ہدف ہے کہ باک ہا وارڈ 2024 کے آخر تک مہذب شہری معیارات پر پورا اترے۔", [("Hà Tĩnh/Hà Tĩnh/Bắc Hà", "URBAN", None, "2024-12-31")]),
    ("a whole task", "2025-03-12", "سون لا صوبہ 30 جون 2025 سے پہلے تمام عارضی اور خستہ حال مکانات ختم کرنے کے لیے کوشاں ہے۔", [("Sơn La", "TEMPHOUSE", "housing.temporary_removed", "2025-06-30")]),
    ("done already", "2024-05-12", "2023 میں ضلع کو نئے دیہی ضلع کے طور پر تسلیم کیا گیا۔", []),
    ("numbered, so a figure", "2024-05-12", "ضلع 2024 میں 3 کمیونز کو نئے دیہی معیارات تک پہنچانے کی کوشش کرتا ہے۔", []),
    ("without a date", "2024-05-12", "کیم سوئین ضلع (ہا ٹین) نئے دیہی ضلع کے معیارات پر پورا اترنے کی کوشش کر رہا ہے۔", []),
    ("a date that has passed", "2024-05-12", "کیم سوئین ضلع (ہا ٹین) 2023 کے آخر تک نئے دیہی ضلع کے معیارات پر پورا اترے گا۔", []),
    ("said twice in a sentence", "2024-05-12", "Binh Luc ضلع 2024 میں نئے دیہی ضلع کے معیارات پر پورا اترنے اور نئے دیہی ضلع کے طور پر تسلیم کرانے کی کوشش کرے گا۔", [("Hà Nam/Bình Lục", "NRD", "nrd.districts_standard", "2024-12-31")]),
    ("a deadline is goal enough", "2025-10-12", "تام ڈاؤ کمیون (پھو تھو) 30 جون 2026 سے قبل اعلی درجے کی نئی دیہی کمیون بننے کے لیے نام درج کرا چکی ہے۔", [("Phú Thọ/Tam Đảo", "NRD", "nrd.communes_advanced", "2026-06-30")]),
    ("out of the list of the poor", "2022-12-20", "ضلع ہوانگ سو فی (ہا گیانگ) 2025 میں غریب اضلاع کی فہرست سے نکلنے کی کوشش کرے گا۔", [("Hà Giang/Hoàng Su Phì", "SPR", None, "2025-12-31")]),
    ("measured behind, so a figure", "2025-10-12", "2030 کے اختتام پر نئے دیہی معیار والی کمیونز 80 فیصد سے کم نہ ہوں۔", []),
    ("a target's assignment, no unit's goal", "2025-10-12", "صوبے نے 2026 میں نئے دیہی علاقوں کی تعمیر اور OCOP پروگرام کے اہداف کمیونوں کو تفویض کرنے کا فیصلہ جاری کیا۔", []),
]  # fmt: skip


@pytest.fixture(scope="module")
def found(read: Callable[..., list[dict[str, Any]]]) -> list[dict[str, Any]]:
    return read([(published, None, text) for _, published, text, _ in CASES])


@pytest.mark.parametrize("at", range(len(CASES)), ids=[name for name, *_ in CASES])
def test_milestones(found: list[dict[str, Any]], at: int) -> None:
    got = [(m["place"], m["programme"], m["indicator"], m["due"].isoformat()) for m in found[at]["milestones"]]
    assert got == CASES[at][3]


def test_the_span_is_the_standard_that_is_to_be_met(found: list[dict[str, Any]]) -> None:
    for (_, _, text, _), case in zip(CASES, found, strict=True):
        for goal in case["milestones"]:
            words = text[goal["char_start"] : goal["char_end"]]
            assert words.strip() == words
            assert words
