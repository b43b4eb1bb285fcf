"""Dates of bound expressions: years that are not written and the first and last of ranges."""

from __future__ import annotations

from typing import Final

import polars as pl

from warehouse.text.times.bounds import bounded, is_base
from warehouse.text.times.dates import shifted_years
from warehouse.text.times.grammar import POINT, SENTENCE
from warehouse.text.times.reference import referred

_YEAR: Final = 365

_FUTURE_COST: Final = {
    "before": 1, "before_end": 1, "by": 1, "by_end": 1, "base": 30, "since": 30, "since_end": 30, "since_begin": 30,
}  # fmt: skip
"""How far off a day ahead counts against a day behind: news tells of yesterday, deadlines lie on either side, and
nothing is compared with a month that has not begun."""

_PAST_COST: Final = {"before": 4, "before_end": 4}

_NEWS: Final = 6

_REPORTING_MONTHS: Final = 3

_DEADLINES: Final = ["by", "before", "by_end", "before_end"]

_QUARTER: Final = 3
"""Months: fewer of them are a length, no part of the year that is reported."""

_TOLD_AFTER: Final = 45
"""Days after which "eleven months" are no longer those of the year that is reported."""


def dated(spans: pl.DataFrame) -> pl.DataFrame:
    """Add `kind`, `anchor`, and the final `start`, `end`, `grain`, `inferred` to bound expressions."""
    return spans.pipe(_years_named_before).pipe(_months_of_this_year).pipe(_years_off).pipe(bounded).pipe(referred)


def _years_named_before(spans: pl.DataFrame) -> pl.DataFrame:
    """Take the year of "سال کے آخر", "پہلی ششماہی", "اسی سال" from a year named before it.

    In its sentence any year; in its paragraph and, in the first months of a year, in the article one that has begun:
    reports of January speak of the year that ended.
    """
    this_year, month = pl.col("published").dt.year().cast(pl.Int64), pl.col("published").dt.month()
    told = ~pl.col("inferred") & ~is_base()
    whole = (pl.col("grain") == "year") & told
    begun = whole & (pl.col("y") <= this_year)
    # "96% by 31 December 2023, the year's plan was 92%"
    in_date = told & (pl.col("grain") != "none") & (pl.col("end") <= pl.col("published"))

    def named(condition: pl.Expr, over: list[str]) -> pl.Expr:
        return pl.when(condition).then("y").forward_fill().shift(1).over(over)

    in_article = named(begun, ["article_id"])
    year = pl.coalesce(
        named(whole, SENTENCE),
        pl.when("of_plan").then(named(in_date, SENTENCE)),
        named(begun, ["article_id", "p"]),
        # … which is no older than the year before: earlier ones are what it is compared with
        pl.when((month <= _REPORTING_MONTHS) & in_article.is_not_null()).then(
            pl.max_horizontal(in_article, this_year - 1)
        ),
        # in January "the whole year" is the one that has ended
        pl.when(
            (month == 1)
            & ((pl.col("name") == POINT + "year") | pl.col("of_plan") | (pl.col("bind") == "end"))
            & (pl.col("follower") != "after").fill_null(True)
        ).then(this_year - 1),
    )
    # quarters, halves and first months: only what the sentence says; elsewhere the nearest one is meant
    year = pl.when(pl.col("grain") == "year").then(year).otherwise(named(whole, SENTENCE))
    takes = pl.col("inferred") & pl.col("grain").is_in(["year", "quarter", "half", "span"]) & year.is_not_null()
    # "for 2026: 50% by 30 June, 98% by 31 December": deadlines of a plan lie in its year
    planned = named(whole & (pl.col("y") >= this_year) & (pl.col("follower") == "after"), SENTENCE)
    deadline = pl.col("inferred") & pl.col("bind").is_in(_DEADLINES) & planned.is_not_null()
    year = pl.when(deadline).then(planned).otherwise(year)
    takes |= deadline
    return spans.with_columns(_off=pl.when(takes).then(year - this_year)).with_columns(
        start=pl.when(pl.col("_off").is_null()).then("start").otherwise(shifted_years(pl.col("start"), pl.col("_off"))),
        end=pl.when(pl.col("_off").is_null()).then("end").otherwise(shifted_years(pl.col("end"), pl.col("_off"))),
        y=pl.coalesce(pl.col("y") + pl.col("_off"), "y"),
        inferred=pl.col("inferred") & pl.col("_off").is_null(),
    )


def _months_of_this_year(spans: pl.DataFrame) -> pl.DataFrame:
    """Read "نو ماہ میں" as the year's first months where they ended about the day of publication, else a duration."""
    since_end = (pl.col("published") - pl.col("end")).dt.total_days()
    # "in six months" is a length, unless the article has named that half year
    told = pl.when(pl.col("grain").is_in(["half", "span", "quarter"]) & (pl.col("name") != POINT + "months")).then(
        "end"
    )
    again = (pl.col("follower") == "inside") & (told.forward_fill().over("article_id") == pl.col("end"))
    # … and no plan is made for eleven months
    odd = (pl.col("follower") == "inside") & pl.col("number").is_between(7, 11) & (since_end <= _TOLD_AFTER)
    running = (
        (pl.col("follower").is_in(["mein", "ki", "within"]) | again | odd)
        & since_end.is_between(-31, 100)
        & (pl.col("number") >= _QUARTER)
    )
    is_months = pl.col("name") == POINT + "months"
    # "when ten months had passed"
    passed = (pl.col("bind") == "end") & since_end.is_between(-31, 100) & (pl.col("number") >= _QUARTER)
    kept = ~is_months | ((running & (pl.col("bind") == "in")) | passed).fill_null(False)
    return spans.with_columns(pl.when(kept).then(name).alias(name) for name in ("start", "end"))


def _cost(start: pl.Expr, end: pl.Expr, years: int) -> pl.Expr:
    published, shift = pl.col("published"), _YEAR * years
    ahead = ((start - published).dt.total_days() + shift).clip(0)
    behind = ((published - end).dt.total_days() - shift).clip(0)
    future = pl.col("bind").replace_strict(_FUTURE_COST, default=_NEWS, return_dtype=pl.Int64)
    past = pl.col("bind").replace_strict(_PAST_COST, default=1, return_dtype=pl.Int64)
    return ahead * future + behind * past


def _years_off(spans: pl.DataFrame) -> pl.DataFrame:
    """Complete dates without a year by the nearest year that makes sense against the publication."""
    # what a range or a deadline ends with decides; a bare "the year" is always this one
    start, end = pl.col("start_2"), pl.col("end_2")
    this, before, after = (_cost(start, end, years) for years in (0, -1, 1))
    nearest = pl.when((before < this) & (before <= after)).then(-1).when(after < this).then(1).otherwise(0)
    is_range = pl.col("bind") == "range"
    free = pl.col("inferred_2") & (pl.col("name_2") != POINT + "year_noun")
    this_year = pl.col("published").dt.year().cast(pl.Int64)
    both = pl.col("inferred") & pl.col("inferred_2")
    # 1 where the first point, put in the year of the last, would come after it
    crossing = (_day_of_year("start") > _day_of_year("end_2")).cast(pl.Int64)
    last = (
        pl.when(is_range & ~pl.col("inferred") & pl.col("inferred_2"))
        .then(pl.col("start").dt.year().cast(pl.Int64) - this_year + crossing)
        .when(free)
        .then(nearest)
        .otherwise(0)
    )
    first = (
        pl.when(~pl.col("inferred") | (pl.col("name") == POINT + "year_noun"))
        .then(0)
        .when(is_range & both)
        .then(last - crossing)
        .when(is_range)
        .then(pl.col("end_2").dt.year().cast(pl.Int64) - this_year - crossing)
        .otherwise(last)
    )
    return (
        spans.with_columns(_first=first.fill_null(0), _last=last.fill_null(0))
        .with_columns(
            start=shifted_years(pl.col("start"), pl.col("_first")),
            end=shifted_years(pl.col("end"), pl.col("_first")),
            end_2=pl.when(is_range).then(shifted_years(pl.col("end_2"), pl.col("_last"))),
        )
        .pipe(_after_the_one_before)
    )


def _after_the_one_before(spans: pl.DataFrame) -> pl.DataFrame:
    """Put a deadline behind the one that lies ahead before it: "by 30 June 50%, by 31 December 98%" in January."""
    due = pl.col("bind").is_in(_DEADLINES) & pl.col("inferred") & (pl.col("grain") == "day")
    before = pl.when(due & (pl.col("end") > pl.col("published"))).then("end").forward_fill().shift(1).over(SENTENCE)
    late = (due & (pl.col("end") < pl.col("published")) & before.is_not_null()).fill_null(False)
    return spans.with_columns(
        pl.when(late).then(shifted_years(pl.col(name), pl.lit(1))).otherwise(name).alias(name)
        for name in ("start", "end")
    )


def _day_of_year(name: str) -> pl.Expr:
    return pl.col(name).dt.ordinal_day().cast(pl.Int64)
