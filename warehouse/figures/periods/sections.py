"""Paragraphs that go on about what the one before told: "ان میں سے 12 …", "2021 کے مقابلے میں …"."""

from __future__ import annotations

from typing import Final

import polars as pl

from warehouse.figures.periods.spans import PARAGRAPH
from warehouse.lexicon import Lexicon
from warehouse.text.phrases import occurrences, phrase_frame

_OPENING: Final = 3
"""Tokens within which a paragraph points back."""


def with_sections(rows: pl.DataFrame, times: pl.DataFrame, tokens: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Add `section`: the number of the paragraph that `rows`' own goes on from, else its own.

    A paragraph goes on where it opens with words that point back (`continued` of context.toml) or compares before it
    has told anything: `times` is what `time_spans` gives.
    """
    phrases = phrase_frame(
        pl.DataFrame({"phrase": lexicon.table("times/context.toml")["continued"]}), lexicon, on="norm"
    )
    opening = tokens.filter(pl.col("t") < _OPENING + phrases["n"].max())  # type: ignore[operator]
    pointing = occurrences(opening, phrases.drop("phrase"), on="norm").filter(pl.col("t_start") < _OPENING)
    first = times.unique(PARAGRAPH, keep="first", maintain_order=True)
    comparing = first.filter((pl.col("kind") == "base") & (pl.col("t_start") < _OPENING))
    continued = pl.concat([pointing.select(PARAGRAPH), comparing.select(PARAGRAPH)]).unique()
    sections = (
        tokens.select(PARAGRAPH)
        .unique(maintain_order=True)
        .sort(PARAGRAPH)
        .join(continued.with_columns(_on=True), on=PARAGRAPH, how="left", maintain_order="left")
        # the lede goes on from nothing
        .with_columns(section=pl.when(pl.col("_on").is_null() | (pl.col("p") <= 0)).then("p"))
        .with_columns(pl.col("section").forward_fill().over("article_id"))
        .drop("_on")
    )
    return rows.join(sections, on=PARAGRAPH, how="left", maintain_order="left")
