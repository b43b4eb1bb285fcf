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
    """Add what the words beside each number say about where its noun stands.

    `noun_distance`: words to the first counted noun behind the number. `counting_distance`: words back to "تعداد"
    ("باغات کی تعداد 687": the noun stands before the number). `joint_after`: a conjunction or a punctuation mark
    follows right away, so that no noun does. `is_part`: "of which" opens it. `labelled`: a colon stands before it.
    `noun`: the stem of that noun. `opens_back`: its paragraph opens with a word that points back ("ان میں", "یہ").
    """
    grammar = lexicon.table("grammar.toml")
    nouns = occurrences(tokens, lexicon.derived("counted_nouns", _nouns))
    behind = near(mentions, nouns, counts).filter(
        (pl.col("side") == "after") & (pl.col("between") == 0) & (pl.col("commas") == 0) & pl.col("same_clause")
    )
    stems = tokens.select(*PARAGRAPH, o_start="t", noun="stem")
    first = (
        behind.sort("m", "distance", "o_start", "o_end")
        .unique("m", keep="first", maintain_order=True)
        .join(stems, on=[*PARAGRAPH, "o_start"], how="left", maintain_order="left")
        .select("m", "noun", *PARAGRAPH, closes="o_end", noun_distance="distance")
    )
    # "540 گھرانوں کو۔": nothing but a case word behind the noun, so that the verb is the one before
    ends = tokens.filter(pl.col("kind") == "punct").select(*PARAGRAPH, "t", ends_item=pl.lit(True))
    steps = first.with_columns(t=pl.concat_list([pl.col("closes"), pl.col("closes") + 1]).cast(pl.List(pl.Int32)))
    ended = steps.explode("t").join(ends, on=[*PARAGRAPH, "t"]).select("m", "ends_item").unique("m")
    first = first.drop(*PARAGRAPH, "closes").join(ended, on="m", how="left", maintain_order="left")
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
    back = tokens.filter((pl.col("t") == 0) & pl.col("norm").is_in(grammar["parts"]["back"])).select(PARAGRAPH)
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
        .join(back.with_columns(opens_back=pl.lit(True)), on=PARAGRAPH, how="left", maintain_order="left")
        .with_columns(
            opens_back=pl.col("opens_back").fill_null(False) & (pl.col("sent") == pl.col("sent").min().over(PARAGRAPH)),
            ends_item=pl.col("ends_item").fill_null(False),
            is_part=pl.col("m").is_in(parts["m"].unique().implode()),
            labelled=pl.col("labelled").fill_null(False),
            joint_after=pl.col("joint_after").fill_null(True),
            # behind a conjunction the next noun is another's
            noun_distance=pl.when(~pl.col("joint_after").fill_null(True)).then("noun_distance"),
            part_of_whole=pl.col("out_of").is_not_null() & (pl.col("t_end") - pl.col("t_start") < _FRACTION),
        )
    )
