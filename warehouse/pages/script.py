"""Tell Urdu from other languages by its letters, and clean single lines of what no reader sees."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_ARABIC: Final = re.compile(
    "[\u0620-\u064a\u066e-\u06d3\u06d5\u06fa-\u06ff\u0750-\u077f\u08a0-\u08c9\ufb50-\ufdfb\ufe70-\ufefc]"
)
# letters that Urdu has and neither Arabic nor Persian: tteh, ddal, rreh, noon ghunna, yeh barree, heh goal
_URDU_ONLY: Final = re.compile("[\u0679\u0688\u0691\u06ba\u06d2\u06c1\u06c2\u06d3]")
_LETTER: Final = re.compile(r"[^\W\d_]")
_FOREIGN: Final = re.compile(r"[^\W\d_\x00-\x7f]")
_UNSEEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ud800-\udfff]")
_BIDI: Final = re.compile("[\u200b\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")
_SPACE: Final = re.compile(r"\s+")
_TWINS: Final = str.maketrans({"\u064a": "\u06cc", "\u0649": "\u06cc", "\u0643": "\u06a9"})  # Arabic yeh, kaf

URDU_LETTERS: Final = _URDU_ONLY.pattern.strip("[]")
"""The letters that Urdu has and neither Arabic nor Persian."""
URDU_SHARE: Final = 0.03
"""Least share of letters that only Urdu has among the Arabic letters: Urdu has 15 to 22 %, Persian and Arabic 0."""


def arabic_letters(text: str) -> int:
    """Count letters of the Arabic script.

    >>> arabic_letters("2,000 گھر OCOP")
    3
    """
    return len(_ARABIC.findall(text))


def letters(text: str) -> int:
    """Count letters of all scripts."""
    return len(_LETTER.findall(text))


def arabic_share_of_foreign(text: str) -> float:
    """Give the share (0 to 1) of Arabic letters among those that are not ASCII; 0 when there are none."""
    foreign = len(_FOREIGN.findall(text))
    return arabic_letters(text) / foreign if foreign else 0.0


def is_urdu(text: str) -> bool:
    """Tell Urdu from other languages in Arabic script by the letters that only Urdu has (after unfolding glyph forms).

    >>> is_urdu("ضلع میں دو ہزار گھر تعمیر کیے گئے"), is_urdu("تم بناء ألفي منزل في المنطقة")
    (True, False)
    """
    plain = unicodedata.normalize("NFKC", text)
    total = arabic_letters(plain)
    return total > 0 and len(_URDU_ONLY.findall(plain)) >= URDU_SHARE * total


def is_untranslated(text: str) -> bool:
    """Tell whether a block was left in Latin script: no Arabic letter, more than 60 % letters.

    The share is of all characters but spaces, so that captions with a date or a photo credit are found.

    >>> is_untranslated("Chủ tịch nước thăm tỉnh - Ảnh: TTXVN"), is_untranslated("12,5 - 13,0 %")
    (True, False)
    """
    seen = _SPACE.sub("", text)
    return arabic_letters(text) == 0 and letters(text) > 0.6 * len(seen)


def tidy(text: str) -> str:
    """Collapse white space and drop control characters, which no database takes; marks that readers see stay."""
    return _SPACE.sub(" ", _UNSEEN.sub("", text)).strip()


def plain(text: str) -> str:
    """Tidy a title or a name: direction marks and zero-width spaces go, the Urdu joiners stay."""
    return tidy(_BIDI.sub("", text))


def fold(text: str) -> str:
    """Fold a line for comparison: composed letters, Urdu yeh and kaf, no direction marks, lower case."""
    return plain(unicodedata.normalize("NFC", text)).translate(_TWINS).lower()
