"""The time that governs each figure, looked up before its role is known: dates help to decide it."""

from __future__ import annotations

from typing import Final

import polars as pl

from warehouse.figures.periods import with_period
from warehouse.figures.periods.spans import closing
from warehouse.lexicon import Lexicon

PARAGRAPH: Final = ["article_id", "p"]

_BESIDE: Final = 30
"""Characters between a date and the figure that it governs even in the present tense ("2030 تک دس لاکھ ہے")."""


def _governed(
    mentions: pl.DataFrame,
    role: str,
    basis: str,
    times: pl.DataFrame,
    found: pl.DataFrame,
    articles: pl.DataFrame,
    words: Lexicon,
) -> pl.DataFrame:
    """Look up the time that would govern each figure in a role and basis: `m`, `due` (its end) and how it is told."""
    asked = mentions.select(
        "m", *PARAGRAPH, "sent", "clause", "t_start", "t_end", "char_start", "char_end", "indicator", "unit", "per",
        role=pl.lit(role), basis=pl.lit(basis),
    )  # fmt: skip
    spans = times.select(
        "article_id",
        period_evidence_p="p",
        period_evidence_char_start="char_start",
        due_anchor="anchor",
        due_grain="grain",
        # the month that ends this week: its report tells its result
        due_closing=closing(pl.col("start"), pl.col("end"), pl.col("grain"), pl.col("published")),
        # a span with two ends is a period; a day, "now" and "by the end of" are moments
        due_is_period=(pl.col("start").is_not_null() & (pl.col("start") != pl.col("end"))).fill_null(False),
    )
    at = ["article_id", "period_evidence_p", "period_evidence_char_start"]
    return (
        with_period(asked, times, found, articles, words)
        .join(spans.unique(at, keep="first", maintain_order=True), on=at, how="left", maintain_order="left")
        .select(
            "m",
            "due_anchor",
            "due_grain",
            "due_is_period",
            "due_closing",
            due="period_end",
            due_source="period_source",
            due_at=pl.struct("period_evidence_p", "period_evidence_char_start"),
            due_beside=(
                (pl.col("period_evidence_p") == pl.col("p"))
                & (pl.col("char_start") - pl.col("period_evidence_char_end")).is_between(0, _BESIDE)
            ).fill_null(False),
        )
    )


def with_due(
    mentions: pl.DataFrame, times: pl.DataFrame, found: pl.DataFrame, articles: pl.DataFrame, words: Lexicon
) -> pl.DataFrame:
    """Add the time that governs each figure if it is a goal (`due…`) and if it is a result (`told…`).

    `due_closing` and `told_closing` say that it is a month, quarter, half or first months that end within days of the
    day of publication, in its month: such a period does not lie ahead. A result is first taken as of a moment; only
    where nothing beside it names one, a period named beside it counts.
    """
    as_goal = _governed(mentions, "target", "stock", times, found, articles, words)
    at_moment = _governed(mentions, "achievement", "stock", times, found, articles, words)
    in_period = _governed(mentions, "achievement", "flow", times, found, articles, words)
    beside = pl.col("due_source").is_in(["clause", "sentence"]).fill_null(False)
    better = in_period.filter(beside & pl.col("due_is_period").fill_null(False)).join(
        at_moment.filter(beside), on="m", how="anti"
    )
    # a period that only the paragraph names, where no moment is named nearer: what was done was done in it
    nearer = at_moment.filter(pl.col("due_source").is_in(["clause", "sentence", "paragraph"]))
    of_paragraph = in_period.filter((pl.col("due_source") == "paragraph") & pl.col("due_is_period")).join(
        nearer, on="m", how="anti"
    )
    as_result = pl.concat([better, at_moment.join(better, on="m", how="anti")])
    renamed = as_result.rename({name: name.replace("due", "told") for name in as_result.columns})
    return (
        mentions.join(as_goal, on="m", how="left", maintain_order="left")
        .join(renamed, on="m", how="left", maintain_order="left")
        .with_columns(told_in_paragraph=pl.col("m").is_in(of_paragraph["m"].implode()))
        .join(articles.select("article_id", "published"), on="article_id", how="left", maintain_order="left")
    )
