"""The counted or measured thing in the article's own words."""

from __future__ import annotations

from typing import Final

import polars as pl

from warehouse.lexicon import Lexicon

PARAGRAPH: Final = ["article_id", "p"]

_WORDS: Final = 3
"""Words of the counted noun that are kept; a reader finds the rest in the sentence."""


def with_item(mentions: pl.DataFrame, tokens: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Add `item`: the words behind a count up to the first small word, else the head its indicator rests on."""
    small = lexicon.table("items.toml")["small"]
    words = tokens.select(
        *PARAGRAPH, "t", "surface", stops=(pl.col("kind").is_in(["punct", "digit"])) | pl.col("norm").is_in(small)
    )
    behind = (
        mentions.select("m", *PARAGRAPH, t=pl.int_ranges("t_end", pl.col("t_end") + _WORDS, dtype=pl.Int32))
        .explode("t")
        .join(words, on=[*PARAGRAPH, "t"], how="left", maintain_order="left")
        .with_columns(stopped=pl.col("stops").fill_null(True).cum_max().over("m"))
        .filter(~pl.col("stopped"))
        .group_by("m", maintain_order=True)
        .agg(behind=pl.col("surface").str.join(" "))
    )
    heads = (
        mentions.filter(pl.col("head_start").is_not_null())
        .select("m", *PARAGRAPH, t=pl.int_ranges("head_start", "head_end", dtype=pl.Int32))
        .explode("t")
        .join(words, on=[*PARAGRAPH, "t"], how="left", maintain_order="left")
        .group_by("m", maintain_order=True)
        .agg(head=pl.col("surface").str.join(" "))
    )
    counts = pl.col("unit") == "count"
    return (
        mentions.join(behind, on="m", how="left", maintain_order="left")
        .join(heads, on="m", how="left", maintain_order="left")
        .with_columns(
            item=pl.when(counts)
            .then(pl.coalesce("behind", "head"))
            .otherwise(pl.coalesce("head", "behind"))
            .str.replace_all("\x7f", "")
        )
        .drop("behind", "head")
    )
