"""The folded twin of a text: same length, one way to write each letter and digit."""

from __future__ import annotations

from functools import cache
from typing import Final

import polars as pl

from warehouse.lexicon import Lexicon, load_lexicon

_URDU_COMMA_IN_NUMBER: Final = "([\u06f0-\u06f9\u0660-\u0669])\u060c([\u06f0-\u06f9\u0660-\u0669])"
# between Urdu digits the Urdu comma is a thousands separator; between Western digits it is a wreck of translation
_DIGIT: Final = "0-9\u06f0-\u06f9\u0660-\u0669"
_STOP_IN_NUMBER: Final = f"(^|[^{_DIGIT}\u06d4])([{_DIGIT}]{{1,3}})\u06d4([{_DIGIT}]{{1,3}})($|[^{_DIGIT}\u06d4])"
# typed for the decimal point: "3۔28 ارب"; years and dates have more digits or more stops

FILLER = "\x7f"
"""Stands for a dropped mark, joiner or bidi control, so that offsets stay; DEL never occurs in page text."""


def well_formed(text: str) -> str:
    """Replace lone surrogates by U+FFFD, one for one: Polars and DuckDB hold UTF-8, which has none.

    >>> well_formed("a\\ud800b") == "a\\ufffdb"
    True
    """
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


@cache
def _pairs(lexicon: Lexicon) -> tuple[list[str], list[str]]:
    letters = lexicon.table("letters.toml")
    dropped = list(letters["drop"]["marks"]) + [
        chr(int(code, 16)) for code in letters["drop"]["joiners"] + letters["drop"]["bidi"]
    ]
    fold = letters["fold"] | dict.fromkeys(dropped, FILLER)
    return list(fold), list(fold.values())


def folded(text: pl.Expr, lexicon: Lexicon | None = None) -> pl.Expr:
    """Make the folded twin of a text column: code point for code point, Latin in lower case where that keeps length.

    >>> frame = pl.DataFrame({"text": ["۲۱/۲۱ كميون"]})
    >>> frame.select(folded(pl.col("text"))).item()
    '21/21 کمیون'
    """
    patterns, replacements = _pairs(lexicon or load_lexicon())
    separated = text.str.replace_all(_URDU_COMMA_IN_NUMBER, "${1}\u066c${2}").str.replace_all(
        _STOP_IN_NUMBER, "${1}${2}\u066b${3}${4}"
    )
    return separated.str.replace_many(patterns, replacements)


def norm(token: pl.Expr) -> pl.Expr:
    """Make the key a token is looked up by: the folded token without fillers, Latin in lower case."""
    return token.str.replace_all(FILLER, "", literal=True).str.to_lowercase()
