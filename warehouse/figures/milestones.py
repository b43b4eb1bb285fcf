"""Milestones: dated goals without a number."""

from __future__ import annotations

from typing import Final

import polars as pl

from warehouse.figures.near import counted, near
from warehouse.lexicon import Lexicon
from warehouse.text.phrases import longest, occurrences, table_phrases

PARAGRAPH: Final = ["article_id", "p"]

_NUMBER_BEFORE: Final = 5
"""Words before the phrase within which a number makes it a figure: "مزید 2 اضلاع کو …"."""

_NUMBER_BEHIND: Final = 4
"""Words behind it: "معیار والی کمیونز 80 فیصد سے کم نہ ہوں"."""

_PLAIN: Final = "standard"
"""The level whose words are the programme's own name."""

_UNIT: Final = 10
"""Words between the standard and the unit that is to reach it."""


def _standards(lexicon: Lexicon) -> pl.DataFrame:
    table = lexicon.table("milestones.toml")
    rows = [
        {"phrase": phrase, "programme": entry["programme"], "level": entry.get("level"), "task": entry.get("indicator")}
        for entry in table["standard"] + table["task"]
        for phrase in entry["phrases"]
    ]
    return table_phrases(rows, lexicon).drop("phrase").unique(maintain_order=True)


def _units(lexicon: Lexicon) -> pl.DataFrame:
    rows = [
        {"phrase": word, "unit": entry["name"]}
        for entry in lexicon.table("milestones.toml")["unit"]
        for word in entry["words"]
    ]
    return table_phrases(rows, lexicon).drop("phrase").unique(maintain_order=True)


def _reached(lexicon: Lexicon) -> pl.DataFrame:
    rows = [{"phrase": phrase} for phrase in lexicon.table("milestones.toml")["reached"]["words"]]
    return table_phrases(rows, lexicon).drop("phrase")


def _goals(lexicon: Lexicon) -> pl.DataFrame:
    rows = [{"phrase": phrase} for phrase in lexicon.table("milestones.toml")["goal"]["words"]]
    return table_phrases(rows, lexicon).drop("phrase")


def milestone_spans(
    tokens: pl.DataFrame, mentions: pl.DataFrame, times: pl.DataFrame, articles: pl.DataFrame, lexicon: Lexicon
) -> pl.DataFrame:
    """Find dated goals without a number: span columns, `programme`, `indicator`, `due`, `m`.

    The date is the nearest deadline of the clause, else of the sentence; it must lie after the publication.
    """
    body = tokens.filter(pl.col("p") >= 0)
    found = longest(occurrences(body, lexicon.derived("milestones", _standards))).with_row_index("m")
    figures = near(
        found, mentions.select(*PARAGRAPH, "sent", "clause", "t_start", "t_end"), counted(body, found, lexicon)
    )
    measured = (
        pl.when(pl.col("side") == "before")
        .then(pl.col("distance") <= _NUMBER_BEFORE)
        .otherwise((pl.col("distance") <= _NUMBER_BEHIND) & (pl.col("joins") == 0) & pl.col("same_clause"))
    )
    numbered = figures.filter(measured & (pl.col("commas") == 0))
    goals = found.join(numbered, on="m", how="anti", maintain_order="left")
    counts = counted(body, goals, lexicon)
    deadlines = times.filter(pl.col("end").is_not_null() & pl.col("anchor").is_in(["by", "before", "end", "in"]))
    dated = (
        near(goals, deadlines.select(*PARAGRAPH, "sent", "clause", "t_start", "t_end", "anchor", "end"), counts)
        .filter("same_sent")
        .with_columns(
            far=pl.col("distance")
            + pl.when(pl.col("same_clause")).then(0).otherwise(40)
            + pl.when(pl.col("anchor") == "in").then(15).otherwise(0)
        )
        .sort("m", "far", "o_start", "o_end", "end")
        .unique("m", keep="first", maintain_order=True)
        # a deadline beside it is a goal whatever the verb ("قبل … بننے کے لیے نام درج کرا چکی ہے")
        .select("m", due="end", deadline=(pl.col("anchor") != "in") & pl.col("same_clause"))
    )
    units = (
        near(goals, occurrences(body, lexicon.derived("milestone_units", _units)), counts)
        .filter(pl.col("same_clause") & (pl.col("distance") <= _UNIT) & (pl.col("joins") == 0))
        .sort("m", "distance", "o_start", "o_end")
        .unique("m", keep="first", maintain_order=True)
        .select("m", "unit")
    )
    reached = near(goals, occurrences(body, lexicon.derived("milestone_reached", _reached)), counts).filter(
        "same_clause"
    )
    wished = near(goals, occurrences(body, lexicon.derived("milestone_goals", _goals)), counts).filter("same_sent")
    return (
        goals.join(dated, on="m")
        .join(units, on="m", how="left", maintain_order="left")
        .filter((pl.col("level") != _PLAIN).fill_null(True) | pl.col("m").is_in(reached["m"].unique().implode()))
        .filter(pl.col("deadline") | pl.col("m").is_in(wished["m"].unique().implode()))
        .join(articles.select("article_id", "published"), on="article_id", how="left", maintain_order="left")
        .filter(pl.col("published").is_null() | (pl.col("due") > pl.col("published")))
        # a standard is reached by a unit; without one the sentence speaks of the programme at large
        .filter(pl.col("unit").is_not_null() | pl.col("task").is_not_null())
        .with_columns(indicator=pl.coalesce("task", _indicator(lexicon)))
        .unique([*PARAGRAPH, "sent", "programme", "indicator", "due"], keep="first", maintain_order=True)
        .drop("n", "published", "unit", "level", "task", "deadline")
    )


def _indicator(lexicon: Lexicon) -> pl.Expr:
    known = lexicon.table("milestones.toml")["indicator"]
    return pl.concat_str("programme", "unit", "level", separator=" ").replace_strict(
        known, default=None, return_dtype=pl.String
    )
