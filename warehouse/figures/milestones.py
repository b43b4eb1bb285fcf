"""Milestones: dated goals without a number."""

from __future__ import annotations

from typing import Final

import polars as pl

from warehouse.figures.near import counted, near
from warehouse.lexicon import Lexicon
from warehouse.text.phrases import longest, occurrences, table_phrases

PARAGRAPH: Final = ["article_id", "p"]

_NUMBER_BEFORE: Final = 3
"""Words before the phrase within which a number makes it a figure: "مزید 2 اضلاع کو …"."""


def _phrases(lexicon: Lexicon) -> pl.DataFrame:
    rows = [
        {"phrase": phrase, "programme": entry["programme"], "indicator": entry["indicator"] or None}
        for entry in lexicon.table("milestones.toml")["milestone"]
        for phrase in entry["phrases"]
    ]
    return table_phrases(rows, lexicon).drop("phrase").unique(maintain_order=True)


def _goals(lexicon: Lexicon) -> pl.DataFrame:
    rows = [{"phrase": phrase} for phrase in lexicon.table("milestones.toml")["goal"]["words"]]
    return table_phrases(rows, lexicon).drop("phrase")


def milestone_spans(
    tokens: pl.DataFrame, mentions: pl.DataFrame, times: pl.DataFrame, articles: pl.DataFrame, lexicon: Lexicon
) -> pl.DataFrame:
    """Find goals with a date and no number: span columns, `programme`, `indicator`, `due`, `m`.

    The date is the nearest deadline of the clause, else of the sentence; it must lie after the publication.
    """
    body = tokens.filter(pl.col("p") >= 0)
    found = longest(occurrences(body, lexicon.derived("milestones", _phrases))).with_row_index("m")
    numbers = mentions.select(*PARAGRAPH, number_end="t_end")
    numbered = (
        found.select("m", *PARAGRAPH, "t_start")
        .join(numbers, on=PARAGRAPH)
        .filter((pl.col("t_start") - pl.col("number_end")).is_between(0, _NUMBER_BEFORE))
    )
    goals = found.join(numbered, on="m", how="anti")
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
        .sort("m", "far")
        .unique("m", keep="first", maintain_order=True)
        .select("m", due="end")
    )
    wished = near(goals, occurrences(body, lexicon.derived("milestone_goals", _goals)), counts).filter("same_sent")
    return (
        goals.join(dated, on="m")
        .join(wished.select("m").unique(), on="m", how="semi")
        .join(articles.select("article_id", "published"), on="article_id", how="left", maintain_order="left")
        .filter(pl.col("published").is_null() | (pl.col("due") > pl.col("published")))
        .unique([*PARAGRAPH, "sent", "programme", "indicator", "due"], keep="first", maintain_order=True)
        .drop("n", "published")
    )
