"""Write numbers, dates and labels in the reader's language."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from importlib import resources
from typing import Any, Final, Literal

Language = Literal["en", "ur"]
LANGUAGES: Final[tuple[Language, ...]] = ("en", "ur")
DIRECTION: Final[Mapping[Language, str]] = {"en": "ltr", "ur": "rtl"}


@cache
def _labels() -> dict[str, Any]:
    return tomllib.loads(resources.files("warehouse.report").joinpath("labels.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Amount:
    """Hold a number ready to show: digits apart from words, for digits are isolated from the text's direction."""

    digits: str
    unit: str
    exact: str


@dataclass(frozen=True)
class Wording:
    """Give every word of the report in one language."""

    language: Language

    def label(self, key: str, group: str | None = None) -> str:
        """Give a label of `labels.toml`; a key that a group lacks stands for itself (a unit such as `km`)."""
        table = _labels()[group] if group else _labels()
        if group and key not in table:
            return key
        text: str = table[key][self.language]
        return text

    def around(self, key: str, group: str | None = None) -> tuple[str, str]:
        """Split a label at its number or date: Urdu puts words after what English puts before.

        >>> Wording("en").around("until")
        ('by ', '')
        """
        before, _, after = self.label(key, group).partition("{}")
        return before, after

    def name(self, row: Mapping[str, Any] | None, fallback: str) -> str:
        """Choose the name in this language of a row with `name_en` and `name_ur`."""
        other: Language = "ur" if self.language == "en" else "en"
        for language in (self.language, other):
            if row and row.get(f"name_{language}"):
                return str(row[f"name_{language}"])
        return fallback

    def amount(self, value: float | None, unit: str | None) -> Amount | None:
        """Write a value with its unit; money from a million on with its scale word, the exact number beside it.

        >>> Wording("en").amount(286.4e9, "VND")
        Amount(digits='286.4', unit='billion VND', exact='286,400,000,000')
        """
        if value is None:
            return None
        exact = _digits(value)
        unit_label = self.label(unit, "unit") if unit else ""
        if unit and unit.isupper() and len(unit) == 3:
            for scale in _labels()["scale"]:
                if abs(value) >= float(scale):
                    scaled = _digits(value / float(scale))
                    return Amount(scaled, f"{self.label(scale, 'scale')} {unit_label}", exact)
        return Amount(exact, unit_label, exact)


def _digits(value: float) -> str:
    """Write a number with thousands apart and at most three decimals.

    >>> _digits(1250.0), _digits(0.125), _digits(-4.30)
    ('1,250', '0.125', '−4.3')
    """
    text = f"{value:,.3f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text.replace("-", "\N{MINUS SIGN}")


def day(value: Any) -> str:
    """Write a date or a time in ISO form, to the minute.

    >>> day(date(2024, 6, 30)), day(datetime(2024, 6, 30, 5, 4, 3)), day(None)
    ('2024-06-30', '2024-06-30 05:04', '')
    """
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    return value.isoformat() if isinstance(value, date) else ""
