"""What a cue makes of a point of time: its kind, its anchor, and the ends that it leaves."""

from __future__ import annotations

from typing import Final

import polars as pl

from warehouse.text.times.dates import shifted_days
from warehouse.text.times.grammar import POINT

_SINCE: Final = ["since", "since_of", "since_end", "since_begin"]

_FROM: Final = ["since", "since_begin"]

_DURATIONS: Final = ["duration", "lasting", "ago", "months", "first_months"]


def is_base() -> pl.Expr:
    """Tell of a bound point whether something is compared with it: "than in 2023", "0.5 points less than in 2023"."""
    return (pl.col("bind") == "base") | (pl.col("bind").is_in(_SINCE) & pl.col("compares"))


def bounded(spans: pl.DataFrame) -> pl.DataFrame:
    """Add `kind` and `anchor`, and move the ends to what the cue says ("until": no start; "before 2030": 2029)."""
    bind, name = pl.col("bind"), pl.col("name").str.strip_prefix(POINT)
    compared = (
        is_base()
        | (name == "same_of")
        | (name.is_in(["same", "term"]) & pl.col("compares"))
        | ((name == "same") & (bind == "same_of") & pl.col("shares"))
    )
    undated = name.is_in(_DURATIONS) & pl.col("end").is_null()
    # "a 3-year review", but "a 62-year-old farmer"
    young = (name == "aged") & (pl.col("number") <= 12).fill_null(True)
    kind = (
        pl.when(compared)
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
        pl.when(compared)
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
    from_begin = compared & (bind == "since_begin")
    end = (
        pl.when(from_begin)
        .then(shifted_days(pl.col("start"), -1))
        .when(bind == "range")
        .then("end_2")
        .when((bind == "to_date") | (bind.is_in(_FROM) & ~compared))
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
        .when(bind.is_in(["range", "to_date", *_FROM]) & ~compared)
        .then(pl.lit("span"))
        .otherwise("grain"),
    )
