"""Dates of bound expressions: years that are not written, ranges, what a cue makes of a point."""

from __future__ import annotations

from typing import Final

import polars as pl

from warehouse.text.times.dates import shifted_days, shifted_years
from warehouse.text.times.grammar import POINT, SENTENCE
from warehouse.text.times.reference import referred

_YEAR: Final = 365

_FUTURE_COST: Final = {"before": 1, "before_end": 1, "by": 1, "by_end": 1}
"""How far off a day ahead counts against a day behind: news tells of yesterday, deadlines lie on either side."""

_PAST_COST: Final = {"before": 4, "before_end": 4}

_NEWS: Final = 6

_REPORTING_MONTHS: Final = 3

_DEADLINES: Final = ["by", "before", "by_end", "before_end"]

_SINCE: Final = ["since", "since_of", "since_end", "since_begin"]

_FROM: Final = ["since", "since_begin"]

_TOLD_AFTER: Final = 45
"""Days after which "eleven months" are no longer those of the year that is reported."""

_DURATIONS: Final = ["duration", "lasting", "ago", "months", "first_months"]


def dated(spans: pl.DataFrame) -> pl.DataFrame:
    """Add `kind`, `anchor`, and the final `start`, `end`, `grain`, `inferred` to bound expressions."""
    return spans.pipe(_years_named_before).pipe(_months_of_this_year).pipe(_years_off).pipe(_bounded).pipe(referred)


def _years_named_before(spans: pl.DataFrame) -> pl.DataFrame:
    """Take the year of "سال کے آخر", "پہلی ششماہی", "اسی سال" from a year named before it.

    In its sentence any year; in its paragraph and, in the first months of a year, in the article one that has begun:
    reports of January speak of the year that ended.
    """
    this_year, month = pl.col("published").dt.year().cast(pl.Int64), pl.col("published").dt.month()
    told = ~pl.col("inferred") & ~_is_base()
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
            & ((pl.col("name") == POINT + "year") | pl.col("of_plan"))
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
        & (pl.col("number") >= 3)
    )
    is_months = pl.col("name") == POINT + "months"
    kept = ~is_months | (running & (pl.col("bind") == "in")).fill_null(False)
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


def _is_base() -> pl.Expr:
    """Tell of a bound point whether something is compared with it: "than in 2023", "0.5 points less than in 2023"."""
    return (pl.col("bind") == "base") | (pl.col("bind").is_in(_SINCE) & pl.col("compares"))


def _bounded(spans: pl.DataFrame) -> pl.DataFrame:
    """Add `kind` and `anchor`, and move the ends to what the cue says ("until": no start; "before 2030": 2029)."""
    bind, name = pl.col("bind"), pl.col("name").str.strip_prefix(POINT)
    is_base = (
        _is_base()
        | (name == "same_of")
        | (name.is_in(["same", "term"]) & pl.col("compares"))
        | ((name == "same") & (bind == "same_of") & pl.col("shares"))
    )
    undated = name.is_in(_DURATIONS) & pl.col("end").is_null()
    # "a 3-year review", but "a 62-year-old farmer"
    young = (name == "aged") & (pl.col("number") <= 12).fill_null(True)
    kind = (
        pl.when(is_base)
        .then(pl.lit("base"))
        .when(undated | young)
        .then(pl.lit("duration"))
        .when(name == "aged")
        .then(pl.lit("ages"))
        .when(bind == "range")
        .then(pl.lit("range"))
        .when(bind == "to_date")
        .then(pl.lit("to_date"))
        .otherwise(name)
    )
    anchors = {
        "range": "range", "to_date": "to_date", "since": "since", "by": "by", "by_end": "by", "before": "before",
        "before_end": "before", "end": "end", "since_end": "end", "since_begin": "since",
        "to_date_alone": "to_date", "middle": "by", "base": "other",
    }  # fmt: skip
    others = {
        "ages": "age",
        "aged": "age",
        "clock": "clock",
        "lasting": "duration",
        "duration": "duration",
        "ago": "duration",
    }
    anchor = (
        # "of the same period last year" without "compared with" dates the value that follows it
        pl.when(is_base)
        .then(pl.when(bind.is_in(["same", "same_of"])).then(pl.lit("in")).otherwise(pl.lit("other")))
        .when(kind == "duration")
        .then(pl.lit("duration"))
        .when(bind == "other")
        .then(name.replace_strict(others, default="other", return_dtype=pl.String))
        .otherwise(bind.replace_strict(anchors, default="in", return_dtype=pl.String))
    )
    until = bind.is_in(["by", "by_end", "before", "before_end", "end", "since_end", "middle"])
    before_whole = (bind == "before") & (pl.col("grain") != "day")
    half_way = pl.col("start") + (pl.col("end") - pl.col("start")) / 2
    # "0.06 points less than at the start of the year": what the year before ended with
    from_begin = is_base & (bind == "since_begin")
    end = (
        pl.when(from_begin)
        .then(shifted_days(pl.col("start"), -1))
        .when(bind == "range")
        .then("end_2")
        .when((bind == "to_date") | (bind.is_in(_FROM) & ~is_base))
        .then("published")
        .when(before_whole)
        .then(shifted_days(pl.col("start"), -1))
        .when(bind == "begin")
        .then("start")
        .when(bind == "middle")
        .then(half_way.cast(pl.Date))
        .otherwise("end")
    )
    return spans.with_columns(kind=kind, anchor=anchor, _until=until).with_columns(
        start=pl.when(from_begin)
        .then(shifted_days(pl.col("start"), -1))
        .when(~until & (pl.col("anchor") != "duration") | (pl.col("kind") == "ago"))
        .then("start"),
        end=pl.when((pl.col("anchor") != "duration") | (pl.col("kind") == "ago")).then(end),
        grain=pl.when(bind == "begin")
        .then(pl.lit("day"))
        .when(bind.is_in(["range", "to_date", *_FROM]) & ~is_base)
        .then(pl.lit("span"))
        .otherwise("grain"),
    )
