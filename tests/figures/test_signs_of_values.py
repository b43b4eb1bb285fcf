"""Values as the guide wants them: falls negative, differences of rates in points, shares over plan from 100."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Value = tuple[float, float | None, str]

# class of wording, published, sentence, (value, value_high, unit) by mention
CASES: list[tuple[str, str, str, dict[str, Value]]] = [
    (
        "a fall of a rate is in points",
        "2024-01-12",
        "2023 کے آخر تک غربت کی شرح 6.3 فیصد ہے، جو 2022 کے مقابلے میں 1.4 فیصد کم ہے۔",
        {"6.3 فیصد": (6.3, None, "percent"), "1.4 فیصد": (-1.4, None, "percentage_point")},
    ),
    (
        "points said as points",
        "2025-01-12",
        "2024 میں غریب گھرانوں کی شرح 1.2 فیصد پوائنٹ کم ہوئی۔",
        {"1.2 فیصد پوائنٹ": (-1.2, None, "percentage_point")},
    ),
    (
        "fall of a count",
        "2025-01-12",
        "2024 میں غریب گھرانوں کی تعداد میں 1,120 گھرانوں کی کمی ہوئی۔",
        {"1,120": (-1120, None, "count")},
    ),
    (
        "growth of money stays in percent",
        "2024-07-12",
        "برآمدات میں گزشتہ سال کی اسی مدت کے مقابلے میں 13.5 فیصد کا اضافہ ہوا۔",
        {"13.5 فیصد": (13.5, None, "percent")},
    ),
    (
        "fall of money",
        "2023-07-04",
        "ریاستی بجٹ کی آمدنی اسی مدت کے مقابلے میں 7.8% کم ہے۔",
        {"7.8%": (-7.8, None, "percent")},
    ),
    (
        "a sign in words stays",
        "2025-07-12",
        "2025 کی پہلی ششماہی میں معیشت کی شرح نمو منفی 1.2 فیصد رہی۔",
        {"منفی 1.2 فیصد": (-1.2, None, "percent")},
    ),
    (
        "a sign and a fall are one fall",
        "2025-07-12",
        "صنعتی پیداوار میں -6.1% کمی واقع ہوئی۔",
        {"-6.1%": (-6.1, None, "percent")},
    ),
    (
        "a dash that opens a line is no sign",
        "2025-07-12",
        "- 12 کمیون نئے دیہی معیارات پر پورا اترے۔",
        {"12": (12, None, "count")},
    ),
    (
        "thirteen digits are exact",
        "2025-07-12",
        "برآمدات 1,234,567,890,123 VND تک پہنچ گئیں۔",
        {"1,234,567,890,123 VND": (1234567890123, None, "VND")},
    ),
    (
        "growth itself falls",
        "2025-07-12",
        "صنعتی پیداوار میں 6.1 فیصد کمی واقع ہوئی۔",
        {"6.1 فیصد": (-6.1, None, "percent")},
    ),
    (
        "planned fall, range",
        "2024-02-10",
        "2024 میں غریب گھرانوں کی شرح میں 2-3 فیصد کمی کی کوشش کی جائے گی۔",
        {"2-3 فیصد": (-2, -3, "percentage_point")},
    ),
    (
        "planned fall, at least",
        "2024-05-12",
        "صوبہ 2024 میں غریب گھرانوں کی شرح کو کم از کم 2 فیصد کم کرنے کی کوشش کرتا ہے۔",
        {"2 فیصد": (-2, None, "percentage_point")},
    ),
    (
        "a planned level below a bound is no fall",
        "2024-05-12",
        "ملک بھر میں 2030 تک غربت کی شرح 1 فیصد سے کم ہوگی۔",
        {"1 فیصد": (1, None, "percent")},
    ),
    (
        "of the same period",
        "2024-07-12",
        "بجٹ آمدنی 5,300 بلین VND رہی، جو گزشتہ سال کی اسی مدت کے 108.5 فیصد کے برابر ہے۔",
        {"5,300 بلین VND": (5.3e12, None, "VND"), "108.5 فیصد": (8.5, None, "percent")},
    ),
    (
        "over the plan",
        "2025-11-12",
        "سال کے پہلے دس مہینوں میں بجٹ وصولی سالانہ تخمینہ سے 5 فیصد زیادہ رہی۔",
        {"5 فیصد": (105, None, "percent")},
    ),
    (
        "multiple",
        "2025-01-12",
        "2024 میں فی کس آمدنی 2020 کے مقابلے میں 1.6 گنا زیادہ ہے۔",
        {"1.6 گنا": (1.6, None, "times")},
    ),
    (
        "scale words leave no noise",
        "2025-01-12",
        "2024 میں بجٹ آمدنی 826.9 بلین VND رہی۔",
        {"826.9 بلین VND": (826_900_000_000, None, "VND")},
    ),
]


@pytest.fixture(scope="module")
def found(read: Callable[..., list[dict[str, Any]]]) -> list[dict[str, Any]]:
    return read([(published, None, text) for _, published, text, _ in CASES])


@pytest.mark.parametrize("at", range(len(CASES)), ids=[name for name, *_ in CASES])
def test_value(found: list[dict[str, Any]], at: int) -> None:
    got = {f["mention"]: (f["value"], f["value_high"], f["unit"]) for f in found[at]["figures"]}
    assert got == CASES[at][3]
