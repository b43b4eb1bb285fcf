"""The value of a number written in digits, whatever its separators."""

from __future__ import annotations

from typing import Final

import polars as pl

_THIN_SPACES: Final = r"[\u00a0\u2007\u2009\u202f']"
_WESTERN: Final = r"^[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]+)?$"
_INDIAN: Final = r"^[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}(?:\.[0-9]+)?$"
_PLAIN: Final = r"^[0-9]+(?:\.[0-9]+)?$"
_DECIMAL_COMMA: Final = r"^(?:[0-9]+,[0-9]{1,2}|0,[0-9]+)$"
_WESTERN_DECIMAL_COMMA: Final = r"^[0-9]{1,3}(?:,[0-9]{3})+,[0-9]{1,2}$"
_VIETNAMESE: Final = r"^[0-9]{1,3}(?:(?:\.[0-9]{3}){2,}(?:,[0-9]+)?|(?:\.[0-9]{3})+,[0-9]+)$"
_DOTTED: Final = r"^[1-9][0-9]{0,2}\.[0-9]{3}$"


def literal_value(literal: pl.Expr) -> pl.Expr:
    """Make the value of folded digit literals; null where no writing of numbers has such separators.

    A comma before one or two digits is a decimal comma (annotation.md, "Edge cases"); a lone point before three
    digits is read as a decimal point here, see `dotted`.

    >>> frame = pl.DataFrame({"s": ["12,34,567", "577.703,9", "2,93", "3,412,6", "1.250", "1,2,3"]})
    >>> frame.select(literal_value(pl.col("s"))).to_series().to_list()
    [1234567.0, 577703.9, 2.93, 3412.6, 1.25, None]
    """
    digits = literal.str.replace_all(_THIN_SPACES, "")
    without_commas = digits.str.replace_all(",", "", literal=True)
    return (
        pl.when(digits.str.contains(_WESTERN) | digits.str.contains(_INDIAN) | digits.str.contains(_PLAIN))
        .then(without_commas)
        .when(digits.str.contains(_DECIMAL_COMMA))
        .then(digits.str.replace(",", ".", literal=True))
        .when(digits.str.contains(_WESTERN_DECIMAL_COMMA))
        .then(
            pl.concat_str(
                digits.str.replace(r",[0-9]{1,2}$", "").str.replace_all(",", "", literal=True),
                pl.lit("."),
                digits.str.extract(r",([0-9]{1,2})$"),
            )
        )
        .when(digits.str.contains(_VIETNAMESE))
        .then(digits.str.replace_all(".", "", literal=True).str.replace(",", ".", literal=True))
        .cast(pl.Float64, strict=False)
    )


def dotted(literal: pl.Expr) -> pl.Expr:
    """Flag literals like "1.250": a Vietnamese thousands point that leaked where what is counted is whole."""
    return literal.str.contains(_DOTTED)
