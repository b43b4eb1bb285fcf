"""What the words right beside a number say about where its noun stands."""

from __future__ import annotations

from typing import Final

import polars as pl

from warehouse.figures.near import near
from warehouse.lexicon import Lexicon
from warehouse.text.phrases import occurrences, table_phrases

PARAGRAPH: Final = ["article_id", "p"]

_FRACTION: Final = 3
"""Tokens of "21/21"; a part whose whole was written before it ("655 میں سے 512") is shorter."""

_OPENS: Final = 2
"""Words between "of which" and the part."""


def _nouns(lexicon: Lexicon) -> pl.DataFrame:
    rows = [{"phrase": noun, "noun": noun} for noun in lexicon.table("nouns.toml")["counted"]]
    return table_phrases(rows, lexicon).drop("phrase", "noun").unique(maintain_order=True)


def _counting_words(lexicon: Lexicon) -> pl.DataFrame:
    rows = [{"phrase": word} for word in lexicon.table("grammar.toml")["counted_before"]["words"]]
    return table_phrases(rows, lexicon, on="norm").drop("phrase")


def _part_openers(lexicon: Lexicon) -> pl.DataFrame:
    rows = [{"phrase": phrase} for phrase in lexicon.table("grammar.toml")["parts"]["openers"]]
    return table_phrases(rows, lexicon, on="norm").drop("phrase")


def with_surroundings(
    mentions: pl.DataFrame, tokens: pl.DataFrame, counts: pl.DataFrame, lexicon: Lexicon
) -> pl.DataFrame:
    """Add `noun_distance`, `counting_distance`, `joint_after`, `part_of_whole`, `is_part` and `labelled`.

    `noun_distance`: words to the first counted noun behind the number. `counting_distance`: words back to "تعداد"
    ("باغات کی تعداد 687": the noun stands before the number). `joint_after`: a conjunction or a punctuation mark
    follows right away, so that no noun does. `is_part`: "of which" opens it. `labelled`: a colon stands before it.
    """
    grammar = lexicon.table("grammar.toml")
    nouns = occurrences(tokens, lexicon.derived("counted_nouns", _nouns))
    behind = near(mentions, nouns, counts).filter(
        (pl.col("side") == "after") & (pl.col("between") == 0) & (pl.col("commas") == 0) & pl.col("same_clause")
    )
    first = behind.group_by("m").agg(noun_distance=pl.col("distance").min())
    words = occurrences(tokens, lexicon.derived("counting_words", _counting_words), on="norm")
    before = near(mentions, words, counts).filter(
        (pl.col("side") == "before")
        & (pl.col("between") == 0)
        & (pl.col("commas") == 0)
        & pl.col("same_clause")
        & (pl.col("distance") <= grammar["counted_before"]["reach"])
    )
    openers = occurrences(tokens, lexicon.derived("part_openers", _part_openers), on="norm")
    parts = near(mentions, openers, counts).filter(
        (pl.col("side") == "before") & pl.col("same_sent") & (pl.col("between") == 0) & (pl.col("distance") <= _OPENS)
    )
    labels = tokens.filter(pl.col("norm") == ":").select(*PARAGRAPH, t_start=pl.col("t") + 1, labelled=pl.lit(True))
    joints = tokens.select(
        *PARAGRAPH,
        t_end="t",
        joint_after=pl.col("norm").is_in([*grammar["list_separators"], *grammar["soft_boundaries"], ")", "۔"]),
    )
    return (
        mentions.join(first, on="m", how="left", maintain_order="left")
        .join(joints, on=[*PARAGRAPH, "t_end"], how="left", maintain_order="left")
        .join(
            before.group_by("m").agg(counting_distance=pl.col("distance").min()),
            on="m",
            how="left",
            maintain_order="left",
        )
        .join(labels, on=[*PARAGRAPH, "t_start"], how="left", maintain_order="left")
        .with_columns(
            is_part=pl.col("m").is_in(parts["m"].unique().implode()),
            labelled=pl.col("labelled").fill_null(False),
            joint_after=pl.col("joint_after").fill_null(True),
            # behind a conjunction the next noun is another's
            noun_distance=pl.when(~pl.col("joint_after").fill_null(True)).then("noun_distance"),
            part_of_whole=pl.col("out_of").is_not_null() & (pl.col("t_end") - pl.col("t_start") < _FRACTION),
        )
    )
