"""Which indicator a figure belongs to: the wordings of `indicator_cues.csv`, the most specific and nearest first."""

from __future__ import annotations

from typing import Final

import polars as pl

from warehouse.figures.indicators.inherited import SURE, comments_on_another, inherited
from warehouse.figures.indicators.paired import partners
from warehouse.figures.indicators.scored import scored
from warehouse.figures.indicators.wordings import wording_groups
from warehouse.figures.near import near, phrases_joined
from warehouse.figures.surroundings import with_surroundings
from warehouse.lexicon import Lexicon
from warehouse.text.phrases import occurrences

__all__ = ["with_indicator"]

PARAGRAPH: Final = ["article_id", "p"]


def with_indicator(
    mentions: pl.DataFrame, tokens: pl.DataFrame, counts: pl.DataFrame, lexicon: Lexicon
) -> pl.DataFrame:
    """Add `indicator`, `indicator_score`, `indicator_from`, and the span of the head it rests on.

    `indicator_from`: own, sentence, behind (a list's last member), far, paragraph, article.

    A share, growth or difference takes the indicator of the figure it comments on, unless its own words name one.
    """
    found = occurrences(tokens, wording_groups(lexicon)).unique(
        ["article_id", "p", "t_start", "t_end", "group"], maintain_order=True
    )
    described = with_surroundings(mentions, tokens, counts, lexicon)
    counts = phrases_joined(counts, found)
    pairs = near(described.select("m", *PARAGRAPH, "sent", "clause", "t_start", "t_end"), found, counts)
    in_article = found.select("article_id", "group").unique()
    features = described.select(
        "m",
        "article_id",
        "unit",
        "counting_distance",
        "joint_after",
        "noun_distance",
        "part_of_whole",
        "labelled",
        comment=comments_on_another(),
        share_of_plan=pl.col("of_plan") | pl.col("over_plan"),
    )
    fitting = scored(pairs.join(features, on="m"), in_article, lexicon)
    # a wording of the figure's own clause stands before a stronger one beyond it
    own = (pl.col("beside") & (pl.col("score") >= SURE)).alias("own")
    best = (
        fitting.with_columns(own)
        .sort("m", "own", "score", "rule", descending=[False, True, True, False])
        .unique("m", keep="first", maintain_order=True)
    )
    named = described.join(
        best.select(
            "m",
            "indicator",
            "score",
            "beside",
            "head_commas",
            "head_before",
            "unit_fits",
            "head_start",
            "head_end",
        ),
        on="m", how="left", maintain_order="left",
    )  # fmt: skip
    return inherited(named, partners(mentions, tokens, counts, lexicon)).drop(
        "counting_distance",
        "joint_after",
        "noun_distance",
        "noun",
        "part_of_whole",
        "labelled",
        "opens_back",
        "ends_item",
    )
