"""Dates of expressions that stand for another one: the same period, the whole term, that day."""

from __future__ import annotations

from typing import Final

import polars as pl

from warehouse.text.times.dates import month_end, month_start, shifted_years
from warehouse.text.times.grammar import POINT

_TERM: Final = 5
"""Years of a plan or a term of office in Vietnam."""

_PLAN_DAYS: Final = 3 * 365
"""A range of years longer than this is a plan period."""


def referred(spans: pl.DataFrame) -> pl.DataFrame:
    """Date what refers to another expression: the same period, the whole term, that day."""
    name, article = pl.col("name").str.strip_prefix(POINT), ["article_id"]
    dated = pl.col("start").is_not_null() & pl.col("end").is_not_null()
    span = (
        dated
        & (pl.col("kind") != "base")
        & (pl.col("grain") != "day")
        & ~name.is_in(["rest", "now", "to_date"])
        & ~pl.col("aside")
        & ~pl.col("of_plan")
    )
    # "51% by 30 September, 47% at the same time last year"
    moment = (
        pl.col("start").is_null()
        & (pl.col("end") <= pl.col("published"))
        & pl.col("anchor").is_in(["by", "end"])
        & (pl.col("kind") != "base")
        & ~pl.col("of_plan")
    ).fill_null(False)
    plan = dated & (
        name.is_in(["plan"])
        | ((pl.col("kind") == "range") & ((pl.col("end") - pl.col("start")).dt.total_days() > _PLAN_DAYS))
    )
    a_day = dated & (pl.col("grain") == "day") & (pl.col("kind") != "base")
    published = pl.col("published")
    this_year = published.dt.year().cast(pl.Int64)

    by_day = pl.col("end").is_not_null() & pl.col("anchor").is_in(["by", "before"]) & (name != "same_date")

    def earlier(condition: pl.Expr, column: str) -> pl.Expr:
        return pl.when(condition).then(column).forward_fill().shift(1).over(article)

    def any_plan(column: str) -> pl.Expr:
        return pl.coalesce(earlier(plan, column), pl.when(plan).then(column).backward_fill().over(article))

    of_term = pl.col("term").fill_null(0) * _TERM
    before = shifted_years(pl.col("_plan_start"), of_term)
    after = shifted_years(pl.col("_plan_end"), of_term)
    as_of_year = pl.coalesce("_as_of", "_ref_end").dt.year().cast(pl.Int64)
    off_moment = pl.when(name == "same_of").then(pl.col("y") - as_of_year).otherwise(-1)
    is_same_base = name.is_in(["same", "same_of"]) & (pl.col("kind") == "base")
    is_same = (name == "same") & (pl.col("kind") != "base")
    is_term = name.is_in(["term", "term_noun"])
    to_now = pl.col("bind").is_in(["to_date", "since", "since_begin"]) & (pl.col("kind") != "base")
    ends_itself = (pl.col("bind") == "range") | to_now
    plan_years = pl.col("_told_end").dt.year() - pl.col("_told_start").dt.year()
    # "five years" after "2026-2030" is that plan
    of_plan = (
        (name == "duration")
        & (pl.col("unit") == "year_noun")
        & pl.col("follower").is_in(["ki", "mein"])
        & ((pl.col("number") == plan_years + 1) | ((pl.col("number") == _TERM) & (plan_years == _TERM)))
        & (pl.col("number") > 2)
    ).fill_null(False)

    def months_of(start: str, end: str) -> pl.Expr:
        begins, ends = pl.col(start), pl.col(end)
        months = (ends.dt.year() - begins.dt.year()) * 12 + ends.dt.month() - begins.dt.month() + 1
        return pl.col("number").is_between(1, 12) & (months != pl.col("number")).fill_null(True)

    return (
        spans.with_columns(_from=pl.coalesce("start", month_start(pl.col("end").dt.year().cast(pl.Int64), 1)))
        .with_columns(
            # where no span was named, the year up to the moment that was
            _ref_start=pl.coalesce(earlier(span, "start"), earlier(moment, "_from"), month_start(this_year, 1)),
            _ref_end=pl.coalesce(earlier(span, "end"), earlier(moment, "end"), published),
            _as_of=earlier(span | moment, "end"),
            _as_of_start=earlier(span | moment, "_from"),
            _plan_start=any_plan("start"),
            _plan_end=any_plan("end"),
            _told_start=earlier(plan, "start"),
            _told_end=earlier(plan, "end"),
            # "by the same date": the last deadline that lies ahead, else the last day named
            _deadline=pl.coalesce(earlier(by_day & (pl.col("end") > published), "end"), earlier(by_day, "end")),
            _day=pl.coalesce(earlier(a_day, "start"), published),
        )
        .with_columns(
            # "the same nine months": of that length, else the first nine of the year
            start=pl.when(is_same_base & months_of("_as_of_start", "_as_of"))
            .then(month_start(pl.col("y"), 1))
            .when(is_same & months_of("_ref_start", "_ref_end"))
            .then(month_start(this_year, 1))
            .when(is_same_base)
            .then(shifted_years(pl.coalesce("_as_of_start", "_ref_start"), off_moment))
            .when(is_same)
            .then("_ref_start")
            .when(is_term & ~pl.col("_until"))
            .then(before)
            .when(name == "same_day")
            .then("_day")
            .when(of_plan)
            .then("_told_start")
            .otherwise("start"),
            end=pl.when(is_same_base & months_of("_as_of_start", "_as_of"))
            .then(month_end(pl.col("y"), pl.col("number")))
            .when(is_same & months_of("_ref_start", "_ref_end"))
            .then(month_end(this_year, pl.col("number")))
            .when(is_same_base)
            .then(shifted_years(pl.coalesce("_as_of", "_ref_end"), off_moment))
            .when(is_same)
            .then("_ref_end")
            .when(is_term & ~ends_itself)
            .then(after)
            .when(name == "same_day")
            .then("_day")
            .when(name == "same_date")
            .then("_deadline")
            .when(of_plan)
            .then("_told_end")
            .otherwise("end"),
            kind=pl.when(of_plan).then(pl.lit("term")).otherwise("kind"),
            anchor=pl.when(of_plan).then(pl.lit("in")).otherwise("anchor"),
        )
        .drop(
            "_from",
            "_as_of",
            "_as_of_start",
            "_ref_start",
            "_ref_end",
            "_plan_start",
            "_plan_end",
            "_day",
            "_told_start",
            "_told_end",
            "_deadline",
        )
    )
