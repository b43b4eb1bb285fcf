"""The words of a row as the page has them: mention and sentence."""

from __future__ import annotations

from typing import Final

import polars as pl

PARAGRAPH: Final = ["article_id", "p"]


def with_words(rows: pl.DataFrame, found: pl.DataFrame, laid_out: pl.DataFrame) -> pl.DataFrame:
    """Add `mention` and `sentence`, cut from the paragraph as given."""
    sentences = found.group_by(*PARAGRAPH, "sent", "u").agg(
        sentence_start=pl.col("char_start").min(), sentence_end=pl.col("char_end").max()
    )
    at = found.select(*PARAGRAPH, "u", "sent", t_start="t")
    kept = rows.drop("sent", strict=False).join(at, on=[*PARAGRAPH, "t_start"], how="left", maintain_order="left")
    return (
        kept.join(sentences, on=[*PARAGRAPH, "sent", "u"], how="left", maintain_order="left")
        .join(laid_out.select("u", "base", "text"), on="u", how="left", maintain_order="left")
        .with_columns(
            mention=pl.col("text").str.slice(
                pl.col("char_start") - pl.col("base"), pl.col("char_end") - pl.col("char_start")
            ),
            sentence=pl.col("text").str.slice(
                pl.col("sentence_start") - pl.col("base"), pl.col("sentence_end") - pl.col("sentence_start")
            ),
        )
        .sort("article_id", "p", "char_start")
    )
