"""A level at a moment or what a period added, with the period that goes with it."""
# a sentence stays on one line
# ruff: noqa: E501

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

Basis = tuple[str | None, str | None, str | None]

# class of wording, sentence of 2024-05-12, (basis, period_start, period_end) by mention
CASES: list[tuple[str, str, dict[str, Basis]]] = [
    ("to date", "اب تک صوبے کے 88 کمیون نئے دیہی معیارات پر پورا اترتے ہیں۔", {"88": ("stock", None, "2024-05-12")}),
    ("by the end of", "2023 کے آخر تک 12 کمیون نئے دیہی معیارات پر پورا اترے۔", {"12": ("stock", None, "2023-12-31")}),
    ("more", "2023 میں مزید 11 مصنوعات کو OCOP 4-اسٹار تسلیم کیا گیا۔", {"11": ("flow", "2023-01-01", "2023-12-31")}),
    ("in a year", "2023 میں 12 کمیون نئے دیہی معیارات پر پورا اترے۔", {"12": ("flow", "2023-01-01", "2023-12-31")}),
    ("since", "2021 سے اب تک صوبے نے 480 ماڈل باغات بنائے ہیں۔", {"480": ("flow", "2021-01-01", "2024-05-12")}),
    ("a fraction is a level", "2023 میں ضلع کے 21/21 کمیون نئے دیہی معیارات کو برقرار رکھتے ہیں۔", {"21/21": ("stock", None, "2023-12-31")}),
    ("a rate is a level", "2023 میں بے روزگاری کی شرح 2.24 فیصد رہی۔", {"2.24 فیصد": ("stock", None, "2023-12-31")}),
    ("per head is a level", "2023 میں فی کس اوسط آمدنی 58 ملین VND تک پہنچ گئی۔", {"58 ملین VND": ("stock", None, "2023-12-31")}),
    ("paid out as of a day", "30 اپریل 2024 تک 720 بلین VND تقسیم ہو چکے ہیں۔", {"720 بلین VND": ("stock", None, "2024-04-30")}),
    ("paid out in months", "2024 کے پہلے 4 مہینوں میں 720 بلین VND تقسیم کیے گئے۔", {"720 بلین VND": ("flow", "2024-01-01", "2024-04-30")}),
    ("revenue of months", "2024 کے پہلے 4 مہینوں میں بجٹ آمدنی 3,200 بلین VND رہی۔", {"3,200 بلین VND": ("flow", "2024-01-01", "2024-04-30")}),
    ("growth of a quarter", "2024 کی پہلی سہ ماہی میں GRDP میں 5.66 فیصد اضافہ ہوا۔", {"5.66 فیصد": ("flow", "2024-01-01", "2024-03-31")}),
    ("goal of a year", "2024 میں ضلع 95 ماڈل باغات بنانے کی کوشش کرتا ہے۔", {"95": ("flow", "2024-01-01", "2024-12-31")}),
    ("goal of a plan", "2026-2030 کی مدت میں 15,000 سوشل ہاؤسنگ اپارٹمنٹس مکمل کرنے کا ہدف ہے۔", {"15,000": ("flow", "2026-01-01", "2030-12-31")}),
    ("goal by a year", "2030 تک صوبے میں 15,000 سوشل ہاؤسنگ اپارٹمنٹس ہوں گے۔", {"15,000": ("stock", None, "2030-12-31")}),
    ("what is left, by a day", "30 جون 2024 سے پہلے باقی 640 عارضی مکانات مکمل کرنا ہوں گے۔", {"640": ("flow", None, "2024-06-30")}),
    ("goal that is a rate", "2024 کا ہدف: ہیلتھ انشورنس کی شرح 95 فیصد۔", {"95 فیصد": ("stock", None, "2024-12-31")}),
    ("every year", "سالانہ 9,000 نئی ملازمتیں پیدا کرنے کا ہدف ہے۔", {"9,000": ("flow", None, None)}),
    ("planned fall", "2024 میں غریب گھرانوں کی شرح میں 2-3 فیصد کمی کی کوشش کی جائے گی۔", {"2-3 فیصد": ("flow", "2024-01-01", "2024-12-31")}),
    ("change has none", "2023 کے آخر تک غربت کی شرح 6.3 فیصد ہے، جو 2022 کے مقابلے میں 1.4 فیصد کم ہے۔", {"6.3 فیصد": ("stock", None, "2023-12-31"), "1.4 فیصد": (None, "2023-01-01", "2023-12-31")}),
    ("context has none", "کانفرنس میں 220 مندوبین نے شرکت کی۔", {"220": (None, None, None)}),
    ("a share of a plan has its result's", "2023 میں ضلع نے 120 ماڈل باغات بنائے (منصوبے کا 109 فیصد)۔", {"120": ("flow", "2023-01-01", "2023-12-31"), "109 فیصد": ("flow", "2023-01-01", "2023-12-31")}),
]  # fmt: skip


@pytest.fixture(scope="module")
def found(read: Callable[..., list[dict[str, Any]]]) -> list[dict[str, Any]]:
    return read([("2024-05-12", None, text) for _, text, _ in CASES])


@pytest.mark.parametrize("at", range(len(CASES)), ids=[name for name, *_ in CASES])
def test_basis_and_period(found: list[dict[str, Any]], at: int) -> None:
    def iso(day: dt.date | None) -> str | None:
        return day.isoformat() if day else None

    got = {f["mention"]: (f["basis"], iso(f["period_start"]), iso(f["period_end"])) for f in found[at]["figures"]}
    assert got == CASES[at][2]


def test_no_change_and_no_context_has_a_basis(found: list[dict[str, Any]]) -> None:
    for text in found:
        for figure in text["figures"]:
            assert (figure["basis"] is None) == (figure["role"] in {"change", "context"}), figure["mention"]
