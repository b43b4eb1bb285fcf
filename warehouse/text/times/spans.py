"""One row a time expression, with its interval and what binds it."""

from __future__ import annotations

from typing import Final

import polars as pl

from warehouse.lexicon import Lexicon
from warehouse.text.times.binding import bound
from warehouse.text.times.classes import classed
from warehouse.text.times.dating import dated
from warehouse.text.times.points import points

TIMES: Final = pl.Schema(
    {
        "article_id": pl.String,
        "p": pl.Int32,
        "sent": pl.Int32,
        "clause": pl.Int32,
        "t_start": pl.Int32,
        "t_end": pl.Int32,
        "char_start": pl.Int32,
        "char_end": pl.Int32,
        "kind": pl.String,
        "start": pl.Date,
        "end": pl.Date,
        "grain": pl.String,
        "anchor": pl.String,
        "inferred": pl.Boolean,
        "of_plan": pl.Boolean,
        "surface": pl.String,
    }
)
"""One row a time expression: `t_end` and `char_end` exclusive, offsets in the paragraph as given.

`kind`: what it is (year, date, month, quarter, half, first_months, plan, range, term, same, now, to_date, base, …);
`grain`: day, month, quarter, half, year, span, none; `anchor`: in, by, before, end, since, range, to_date, duration,
age, clock, other; `inferred`: the year was completed from the day of publication; `of_plan`: it says
whose plan or goal follows.
"""

_BARE: Final = ["@term_noun", "@year_noun"]
"""Nouns that name a time only where something binds them."""


_NOW: Final = ["now", "to_date"]


def time_spans(tokens: pl.DataFrame, articles: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Find every time expression of the token frame; columns of `TIMES`, spans never overlap.

    `by` and `before` have no start; `since` and `to_date` end on the day of publication; durations, ages, clock times
    and Islamic dates have no dates.
    """
    rows = classed(tokens, lexicon)
    if rows.is_empty():
        return TIMES.to_frame()
    units = points(rows, articles.select("article_id", "published").unique("article_id", keep="first"), lexicon)
    spans = bound(units, lexicon).filter(~_unbound()).pipe(dated)
    crossed = (pl.col("start") > pl.col("end")).fill_null(False)
    return (
        spans.join(_surfaces(spans, tokens), on=["article_id", "p", "t_start"], how="left", maintain_order="left")
        .with_columns(
            # "since" a day that lies ahead is open; any other span that ends before it starts has only its end
            start=pl.when(~crossed | (pl.col("anchor") == "since")).then("start"),
            end=pl.when(~crossed | (pl.col("anchor") != "since")).then("end"),
        )
        .with_columns(
            inferred=(pl.col("inferred") & pl.col("end").is_not_null() & ~pl.col("kind").is_in(_NOW)).fill_null(False)
        )
        .select(pl.col(name).cast(dtype) for name, dtype in TIMES.items())
    )


def _unbound() -> pl.Expr:
    """Tell of a noun of time that it names none: "سال", but not "سال کا ہدف"."""
    return (pl.col("bind") == "in") & pl.col("name").is_in(_BARE) & ~pl.col("of_plan")


def _surfaces(spans: pl.DataFrame, tokens: pl.DataFrame) -> pl.DataFrame:
    keys = ["article_id", "p", "t_start"]
    gap = pl.when(pl.col("gap") & (pl.col("t") != pl.col("t_start"))).then(pl.lit(" ")).otherwise(pl.lit(""))
    return (
        spans.select(*keys, t=pl.int_ranges("t_start", "t_end", dtype=pl.Int32))
        .explode("t")
        .join(
            tokens.select("article_id", "p", "t", "surface", "gap"), on=["article_id", "p", "t"], maintain_order="left"
        )
        .group_by(keys, maintain_order=True)
        .agg(surface=pl.concat_str(gap, "surface").str.join())
    )
