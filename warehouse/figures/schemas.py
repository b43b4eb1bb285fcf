"""Columns of the frames that pass between the stages: the contract of `extract`, the loader and the tests."""

from __future__ import annotations

from typing import Final

import polars as pl

ARTICLES: Final = pl.Schema(
    {
        "article_id": pl.String(),  # the reader's key: the gold file's id, or the canonical URL
        "url": pl.String(),
        "title": pl.String(),
        "source": pl.String(),
        "published": pl.Date(),
        "paragraphs": pl.List(pl.String()),
    }
)
"""One row an article, as `pages` reads it or a JSON line gives it."""

EVIDENCE: Final = pl.List(
    pl.Struct(
        {"field": pl.String(), "text": pl.String(), "p": pl.Int32(), "char_start": pl.Int32(), "char_end": pl.Int32()}
    )
)
"""What a field rested on: the words and their span (p is -1 for the headline)."""

FIGURES: Final = pl.Schema(
    {
        "article_id": pl.String(),
        "p": pl.Int32(),
        "char_start": pl.Int32(),
        "char_end": pl.Int32(),
        "sentence": pl.String(),
        "mention": pl.String(),
        "value": pl.Float64(),
        "value_high": pl.Float64(),
        "out_of": pl.Float64(),
        "unit": pl.String(),
        "per": pl.String(),
        "comparator": pl.String(),
        "role": pl.String(),
        "basis": pl.String(),
        "period_start": pl.Date(),
        "period_end": pl.Date(),
        "place": pl.String(),
        "place_id": pl.String(),
        "programme": pl.String(),
        "indicator": pl.String(),
        "part": pl.String(),
        "item": pl.String(),
        "confidence": pl.Float64(),
        "evidence": EVIDENCE,
    }
)
"""One row a mention (annotation.md); offsets are code points of the paragraph as given."""

QUARANTINE: Final = pl.Schema(
    {
        "article_id": pl.String(),
        "p": pl.Int32(),
        "char_start": pl.Int32(),
        "char_end": pl.Int32(),
        "sentence": pl.String(),
        "mention": pl.String(),
        "reason": pl.String(),
    }
)
"""One row a number that is not believed, with the rule's name."""

MILESTONES: Final = pl.Schema(
    {
        "article_id": pl.String(),
        "p": pl.Int32(),
        "char_start": pl.Int32(),
        "char_end": pl.Int32(),
        "place": pl.String(),
        "place_id": pl.String(),
        "programme": pl.String(),
        "indicator": pl.String(),
        "due": pl.Date(),
    }
)
"""One row a dated goal without a number."""

REJECTED: Final = pl.Schema(
    {
        "article_id": pl.String(),
        "p": pl.Int32(),
        "char_start": pl.Int32(),
        "char_end": pl.Int32(),
        "mention": pl.String(),
        "kind": pl.String(),
    }
)
"""One row a number that is no figure, with its class (year, document, ordinal …); shown by `extract --explain`."""

SIGNATURES: Final = pl.Schema(
    {
        "article_id": pl.String(),
        "shingles": pl.List(pl.UInt32()),
        "bands": pl.List(pl.UInt64()),
        "numbers": pl.List(pl.String()),
    }
)
"""One row an article that is long enough: what tells whether another tells the same story (`figures.signatures`)."""
