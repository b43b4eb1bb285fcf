"""First pass: points and spans of time ("21 June", "the third quarter of 2024"), not yet bound to a cue."""

from __future__ import annotations

from typing import Any, Final

import polars as pl

from warehouse.lexicon import Lexicon
from warehouse.text.times.dates import day, month_end, month_start, shifted_days, shifted_years
from warehouse.text.times.grammar import INSIDE, PLAIN, POINT, SENTENCE, Grammar, compiled, cut
from warehouse.text.times.vocabulary import class_names

GRAMMAR: Final = "times/grammar.toml"

_GRAINS: Final = {
    "day": ["ymd", "dmy", "date", "today", "same_day", "weekday"],
    "month": ["month", "rel_month"],
    "quarter": ["quarter", "last_quarter", "rel_quarter", "quarter_alone"],
    "half": ["half", "half_alone"],
    "year": ["year", "year_noun", "fiscal_year", "school_year"],
    "span": ["plan", "quarters", "days", "first_days", "rest", "last_months", "first_months", "decade", "months"],
}

_PLACE: Final = [*SENTENCE, "clause"]

_UNIT: Final = [*_PLACE, "t_start", "t_end", "char_start", "char_end", "name", "inside", "is_point"]

_POINT: Final = ["number", "y", "term", "start", "end", "grain", "inferred", "unit", "published"]


def point_grammar(lexicon: Lexicon) -> Grammar:
    """Compile the rules of the first pass."""
    return lexicon.derived("time_points", _point_grammar)


def _point_grammar(lexicon: Lexicon) -> Grammar:
    table: dict[str, Any] = lexicon.table(GRAMMAR)
    return compiled(table["point"], table["parts"], {}, class_names(lexicon))


def points(classed: pl.DataFrame, published: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Read the units of each sentence: one row a point of time or a token that belongs to none.

    Columns: those of `SENTENCE`, `clause`, the span, `name` (of the point's rule or the token's class), `inside`
    (continues a phrase), `is_point`, `number`, `y` (the year), `term`, `start`, `end`, `grain`, `inferred` (the year
    stands nowhere in the expression), `unit` (the noun of a duration), `published`.
    """
    grammar = point_grammar(lexicon)
    coded = classed.with_columns(
        _code=pl.when(pl.col("cls") == INSIDE).then(pl.lit(INSIDE)).otherwise(grammar.letter(pl.col("cls")))
    )
    pieces = cut(coded, "_code", grammar.pattern, pl.col("piece").str.len_chars())
    names = pieces.select(pl.col("piece").unique()).with_columns(rule=grammar.named(pl.col("piece")))
    ruled = pieces.join(names, on="piece", how="left", maintain_order="left")
    is_point = (pl.col("rule") != "none").fill_null(False)
    lone = ruled.filter(~is_point).select(
        "seg",
        *_PLACE,
        "char_start",
        "char_end",
        t_start="t",
        t_end=pl.col("t") + 1,
        name=pl.when(pl.col("rule").is_null()).then("cls").otherwise(pl.lit(PLAIN)),
        inside=pl.col("cls") == INSIDE,
        is_point=pl.lit(False),
    )
    named = (
        ruled.filter(is_point)
        .group_by("seg", maintain_order=True)
        .agg(
            *[pl.col(name).first() for name in [*_PLACE, "char_start", "rule"]],
            *_components(),
            t_start=pl.col("t").first(),
            t_end=pl.col("t").last() + 1,
            char_end=pl.col("char_end").last(),
        )
        .join(published, on="article_id", how="left", maintain_order="left")
        .with_columns(name=POINT + pl.col("rule"), inside=pl.lit(False), is_point=pl.lit(True), grain=_grain())
        .pipe(_dates)
        .select("seg", *_UNIT, *_POINT)
    )
    return pl.concat([named, lone.select("seg", *_UNIT)], how="diagonal").sort("seg", "t_start").drop("seg")


def _components() -> list[pl.Expr]:
    def first(*classes: str) -> pl.Expr:
        return pl.col("value").filter(pl.col("cls").is_in(classes)).first()

    def last(*classes: str) -> pl.Expr:
        return pl.col("value").filter(pl.col("cls").is_in(classes)).last()

    small = ("n12", "n31")
    return [
        first("year").alias("year"),
        last("year").alias("year_last"),
        last("n12", "n31", "n99").alias("short_year"),
        first(*small).alias("first_small"),
        last(*small).alias("last_small"),
        first("n12").alias("n12"),
        first("month").alias("month"),
        first("ord", "roman").alias("ord"),
        last("ord").alias("ord_last"),
        first("relyear").alias("relyear"),
        first("relmonth", "relquarter", "relday").alias("offset"),
        first("weekday", "weekdate").alias("weekday"),
        first("dotted").alias("dotted"),
        first("n12", "n31", "n99", "int").alias("number"),
        first("unit").alias("unit_seconds"),
        pl.col("cls").filter(pl.col("cls").is_in(["year_noun", "month_noun", "day_noun", "unit"])).last().alias("unit"),
        (pl.col("cls") == "past").any().alias("is_past"),
        first("termref").alias("term"),
    ]


def _grain() -> pl.Expr:
    grains = {rule: grain for grain, rules in _GRAINS.items() for rule in rules}
    return pl.col("rule").replace_strict(grains, default="none", return_dtype=pl.String)


def _dates(units: pl.DataFrame) -> pl.DataFrame:
    this_year = pl.col("published").dt.year().cast(pl.Int64)
    is_rule = pl.col("rule")
    given = pl.coalesce("year", this_year + pl.col("relyear"))
    with_year = units.with_columns(
        inferred=given.is_null()
        & ~is_rule.is_in(["today", "weekday", "rel_month", "rel_quarter", "dotted", "months", "ago", "now", "to_date"]),
        y=pl.coalesce(given, this_year),
    ).with_columns(
        inferred=pl.col("inferred") & pl.col("dotted").is_null(),
    )
    starts = {rule: start for rules, start, _ in _spans() for rule in rules}
    ends = {rule: end for rules, _, end in _spans() for rule in rules}
    return with_year.with_columns(start=_by_rule(starts), end=_by_rule(ends)).with_columns(
        # a date that is none ("30 February") sets nothing
        start=pl.when(pl.col("end").is_not_null()).then("start"),
    )


def _by_rule(dates: dict[str, pl.Expr]) -> pl.Expr:
    return pl.coalesce(pl.when(pl.col("rule") == rule).then(date) for rule, date in dates.items())


def _spans() -> list[tuple[list[str], pl.Expr, pl.Expr]]:
    """List, for rules, the first and the last day of what they name."""
    y, n, published = pl.col("y"), pl.col("ord"), pl.col("published")
    month, this_month = pl.col("month"), published.dt.month().cast(pl.Int64)
    quarter = pl.coalesce("ord", "n12")
    last_year = pl.coalesce(
        pl.when(pl.col("year_last") != y).then("year_last"),
        # "2021-25", "2023-24": the century of the first year
        pl.when(pl.col("short_year").is_not_null()).then(y // 100 * 100 + pl.col("short_year")),
    )
    ymd_month, ymd_day = pl.col("first_small"), pl.col("last_small")
    dmy_day = pl.coalesce(pl.col("dotted") % 100, pl.col("first_small"))
    dmy_month = pl.coalesce(pl.col("dotted") // 100 % 100, pl.col("last_small"))
    dmy_year = pl.coalesce(pl.col("dotted") // 10_000, y)
    rel = this_month + pl.col("offset")
    rel_quarter = (this_month - 1) // 3 + 1 + pl.col("offset")
    past_quarter = (this_month - 1) // 3
    past_half = pl.when(this_month >= 6).then(1).otherwise(0)
    months = pl.coalesce("n12", "first_small")
    weekday = published - pl.duration(days=(published.dt.weekday().cast(pl.Int64) - pl.col("weekday") + 7) % 7)
    date = day(y, month, pl.col("last_small"))
    ago_end = pl.when("is_past").then(published).otherwise(_back(1))
    year = (["year", "year_noun"], month_start(y, 1), month_end(y, 12))
    return [
        year,
        (["ymd"], *_both(day(y, ymd_month, ymd_day))),
        (["dmy"], *_both(day(dmy_year, dmy_month, dmy_day))),
        (["date"], *_both(date)),
        (["days"], day(y, month, pl.col("first_small")), date),
        (["first_days"], month_start(y, pl.coalesce(month, 1)), day(y, pl.coalesce(month, 1), pl.col("last_small"))),
        (["month"], month_start(y, pl.coalesce(month, "n12")), month_end(y, pl.coalesce(month, "n12"))),
        (["quarter"], month_start(y, quarter * 3 - 2), month_end(y, quarter * 3)),
        (["quarters"], month_start(y, n * 3 - 2), month_end(y, pl.col("ord_last") * 3)),
        (["last_quarter"], month_start(y, 10), month_end(y, 12)),
        (["half"], month_start(y, n * 6 - 5), month_end(y, n * 6)),
        (["first_months"], month_start(y, 1), pl.when(n.fill_null(1) == 1).then(month_end(y, months))),
        (["months"], month_start(y, 1), month_end(y, months)),
        (["last_months"], month_start(y, 13 - months), month_end(y, 12)),
        (["rest"], pl.min_horizontal(shifted_days(published, 1), month_end(y, 12)), month_end(y, 12)),
        (["plan"], month_start(y, 1), month_end(last_year, 12)),
        # Pakistan's fiscal year runs from July; Vietnam's is the calendar year and is written with one year
        (["fiscal_year"], month_start(y, 7), month_end(last_year, 6)),
        (["school_year"], month_start(y, 9), month_end(pl.coalesce(last_year, y + 1), 8)),
        (["decade"], month_start(pl.col("year"), 1), month_end(pl.col("year") + 9, 12)),
        (["rel_month"], month_start(y, rel), month_end(y, rel)),
        (["rel_quarter"], month_start(y, rel_quarter * 3 - 2), month_end(y, rel_quarter * 3)),
        (["quarter_alone"], month_start(y, past_quarter * 3 - 2), month_end(y, past_quarter * 3)),
        (["half_alone"], month_start(y, past_half * 6 - 5), month_end(y, past_half * 6)),
        (["today"], *_both(shifted_days(published, pl.col("offset")))),
        (["weekday"], *_both(weekday)),
        (["now", "to_date"], published, published),
        (["ago"], pl.when("is_past").then(shifted_days(_back(-1), 1)).otherwise(shifted_days(published, 1)), ago_end),
    ]


def _back(sign: int) -> pl.Expr:
    """Make the day of publication moved by the number of years, months, days or other units that stand with it."""
    published, number = pl.col("published"), sign * pl.col("number")
    month = published.dt.month().cast(pl.Int64) + number
    in_months = day(
        (published.dt.year().cast(pl.Int64) * 12 + month - 1) // 12,
        (month - 1) % 12 + 1,
        published.dt.day().cast(pl.Int64),
    )
    # a century back at most: the calendar of dates has an end, and no report looks further
    seconds = (pl.col("number") * pl.col("unit_seconds")).clip(0, 3_200_000_000)
    return (
        pl.when(pl.col("number") > 1_200)
        .then(None)
        .when(pl.col("unit") == "year_noun")
        .then(shifted_years(published, number))
        .when(pl.col("unit") == "month_noun")
        .then(in_months)
        .when(pl.col("unit") == "day_noun")
        .then(shifted_days(published, number))
        .otherwise(shifted_days(published, sign * (seconds // 86_400)))
    )


def _both(date: pl.Expr) -> tuple[pl.Expr, pl.Expr]:
    return date, date
