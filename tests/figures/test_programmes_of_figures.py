"""Whose figure it is: the indicator's own programme, what its sentence names, or what the article is about."""
# a sentence stays on one line
# ruff: noqa: E501

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

# headline, paragraphs, programme by mention
CASES: list[tuple[str, str | None, list[str], dict[str, str | None]]] = [
    ("the indicator's own", None, ["اب تک صوبے کے 45 کمیون نئے دیہی معیارات پر پورا اترتے ہیں۔"], {"45": "NRD"}),
    ("OCOP", None, ["اب تک صوبے میں 214 OCOP مصنوعات ہیں۔"], {"214": "OCOP"}),
    ("poverty", None, ["2023 کے آخر تک غریب گھرانوں کی شرح 4.6 فیصد رہ گئی۔"], {"4.6 فیصد": "SPR"}),
    ("1719", "پروگرام 1719", ["نسلی اقلیتی اور پہاڑی علاقوں میں سماجی و اقتصادی ترقی کے پروگرام کے لیے 640 بلین VND مختص کیے گئے۔"], {"640 بلین VND": "EMMA"}),
    ("civilised towns", None, ["شہر میں 11 وارڈز کو مہذب شہری وارڈ کے طور پر تسلیم کیا گیا۔"], {"11": "URBAN"}),
    ("houses", None, ["اب تک صوبے نے 3,120 عارضی اور خستہ حال مکانات ختم کیے ہیں۔"], {"3,120": "TEMPHOUSE"}),
    ("social housing", None, ["2023 میں ملک نے 21,800 سوشل ہاؤسنگ اپارٹمنٹس مکمل کیے۔"], {"21,800": "SOCHOUSE"}),
    ("public investment", None, ["صوبے کے عوامی سرمایہ کاری کے سرمائے کی تقسیم کی شرح 21.4 فیصد تک پہنچ گئی۔"], {"21.4 فیصد": "PUBINV"}),
    ("awards", "حب الوطنی کی تقلید کی تحریک", ["کانفرنس میں 30 اجتماعات کو ایمولیشن پرچم سے نوازا گیا۔"], {"30": "EMULATION"}),
    ("economy", None, ["2023 میں ریاستی بجٹ کی آمدنی 19,300 بلین VND رہی۔"], {"19,300 بلین VND": "SOCIOECO"}),
    ("money of what the headline names", "پائیدار غربت میں کمی کے پروگرام کا سرمایہ", ["2024 میں صوبے کو 310 بلین VND مختص کیے گئے۔"], {"310 بلین VND": "SPR"}),
    ("a criterion of the new rural programme", "نئے دیہی علاقوں کی تعمیر", ["ضلع میں غریب گھرانوں کی شرح 2.1 فیصد ہے۔ فی کس آمدنی 55 ملین VND ہے۔"], {"2.1 فیصد": "NRD", "55 ملین VND": "NRD"}),
    ("money in a report on the economy", "پہلی سہ ماہی میں سماجی و اقتصادی صورتحال", ["عوامی سرمایہ کاری کے سرمائے کی تقسیم 18.2 فیصد رہی۔ سیاحوں کی تعداد 1.2 ملین ہے۔"], {"18.2 فیصد": "PUBINV", "1.2 ملین": "SOCIOECO"}),
    ("all programmes together are none of them", "تینوں قومی ہدف پروگراموں پر عمل درآمد", ["تینوں قومی ہدف پروگراموں کے لیے 980 بلین VND مختص کیے گئے۔"], {"980 بلین VND": None}),
    ("several in one article", "قومی ہدف پروگرام", ["اب تک 45 کمیون نئے دیہی معیارات پر پورا اترتے ہیں۔", "غریب گھرانوں کی شرح میں کمی: غربت میں کمی کے پروگرام سے شرح 4.6 فیصد رہ گئی۔", "صوبے میں 214 OCOP مصنوعات ہیں۔"], {"45": "NRD", "4.6 فیصد": "SPR", "214": "OCOP"}),
    ("named once in passing", "جنگلات کے دن کی تقریب", ["تقریب میں 120 لوگ شریک ہوئے۔", "ضلع نے اب تک 3,120 عارضی مکانات ختم کیے ہیں۔", "لوگوں نے 4,300 درخت لگائے۔"], {"120": None, "3,120": "TEMPHOUSE", "4,300": None}),
]  # fmt: skip


@pytest.fixture(scope="module")
def found(read: Callable[..., list[dict[str, Any]]]) -> list[dict[str, Any]]:
    return read([("2024-05-12", title, paragraphs) for _, title, paragraphs, _ in CASES])


@pytest.mark.parametrize("at", range(len(CASES)), ids=[name for name, *_ in CASES])
def test_programme(found: list[dict[str, Any]], at: int) -> None:
    assert {figure["mention"]: figure["programme"] for figure in found[at]["figures"]} == CASES[at][3]
