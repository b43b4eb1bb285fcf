"""The counted or measured thing in the article's own words."""
# a sentence stays on one line
# ruff: noqa: E501

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

CASES: list[tuple[str, str, dict[str, str | None]]] = [
    ("the counted noun", "اب تک ضلع میں 1,140 ماڈل باغات ہیں۔", {"1,140": "ماڈل باغات"}),
    ("up to a small word", "اب تک 45 کمیون نے معیار حاصل کیا۔", {"45": "کمیون"}),
    ("a measure's subject", "2023 کے آخر تک غریب گھرانوں کی شرح 4.6 فیصد رہ گئی۔", {"4.6 فیصد": "غریب گھرانوں کی شرح"}),
    ("what no indicator names keeps its words", "ضلع میں 45 ایسوسی ایشنز اور 380 خاندانی فارم ہیں۔", {"45": "ایسوسی ایشنز", "380": "خاندانی فارم"}),
    ("marks and joiners are no part of it", "اب تک ضلع میں 64 ماڈل با\u200cغات ہیں۔", {"64": "ماڈل باغات"}),
]  # fmt: skip


@pytest.fixture(scope="module")
def found(read: Callable[..., list[dict[str, Any]]]) -> list[dict[str, Any]]:
    return read([("2024-05-12", None, text) for _, text, _ in CASES])


@pytest.mark.parametrize("at", range(len(CASES)), ids=[name for name, *_ in CASES])
def test_item(found: list[dict[str, Any]], at: int) -> None:
    assert {figure["mention"]: figure["item"] for figure in found[at]["figures"]} == CASES[at][2]
