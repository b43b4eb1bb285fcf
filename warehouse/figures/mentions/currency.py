"""Units that the text leaves to the reader: shares, multiples in one word, money without a currency, leaked points."""

from __future__ import annotations

from typing import Final

import polars as pl

from warehouse.lexicon import Lexicon
from warehouse.text.numbers import counted_stems
from warehouse.text.rows import changes, filled, token_at

_MONEY_SCALE: Final = 1e9
"""Amounts without a unit and with a scale word of a billion or more are money: Viet Nam counts nothing else so high."""


def with_money(numbers: pl.DataFrame, tokens: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Complete `unit` and settle values that depend on it.

    "نصف" is 50 percent, "دگنا" 2 times; "10 بلین" takes the currency of the paragraph, then of the article, then VND
    (field notes: "unit dropped in a money list is inherited"); "1.250 گھرانے" counts in thousands.
    """
    counted = pl.Series(lexicon.derived("counted_stems", counted_stems)).implode()
    placed = numbers.with_columns(
        next_stem=token_at(tokens, numbers["base"], numbers["t_end"], "stem"), _article=changes("article_id")
    )
    money = pl.when(pl.col("unit").str.contains("^[A-Z]{3}$")).then("unit")
    share = pl.col("shape").str.contains("share$")
    large = (
        pl.col("unit").is_null()
        & (pl.col("tail_scale") >= _MONEY_SCALE)
        & ~pl.col("next_stem").is_in(counted).fill_null(False)
    )
    nearest = pl.coalesce(
        filled(money, "paragraph"),
        filled(money, "paragraph", forward=False),
        filled(money, "_article"),
        pl.lit("VND"),
    )
    whole_things = pl.col("unit").is_in(["count", "VND", "USD", "PKR"])
    return (
        placed.with_columns(
            value=pl.when(share & pl.col("unit").is_null()).then(pl.col("value") * 100).otherwise("value"),
            unit_written=pl.col("unit"),
        )
        .with_columns(
            unit=pl.when(share & pl.col("unit").is_null())
            .then(pl.lit("percent"))
            .when(pl.col("shape") == "times")
            .then(pl.lit("times"))
            .when(large)
            .then(nearest)
            .otherwise(pl.col("unit").fill_null("count"))
        )
        .with_columns(
            value=pl.when(pl.col("if_thousands").is_not_null() & whole_things & (pl.col("tail_scale") == 1))
            .then("if_thousands")
            .otherwise("value")
        )
        .drop("next_stem", "_article")
    )
