"""How far each figure is to be trusted, and the words that its fields rest on."""

from __future__ import annotations

from typing import Any, Final

import polars as pl

from warehouse.figures.schemas import EVIDENCE

_TRUST: Final[dict[str, dict[str, float]]] = {
    "indicator_from": {"own": 1.0, "sentence": 0.95, "behind": 0.93, "far": 0.75, "paragraph": 0.75, "article": 0.85},
    "role_from": {"own": 1.0, "list": 0.94},
    "place_source": {
        "clause": 1.0,
        "sentence": 0.98,
        "paragraph": 0.96,
        "lede": 0.94,
        "headline": 0.92,
        "default": 0.85,
    },
    "period_source": {
        "clause": 1.0,
        "sentence": 0.98,
        "paragraph": 0.95,
        "article": 0.9,
        "publication": 0.97,
        "none": 0.9,
    },
}
"""Share of rows right among those whose field rests on this, as estimated on the annotated articles."""

_AT_BEST: Final = 0.98


def confidence() -> pl.Expr:
    """Make `confidence` (0 to 1): the product of what each field rests on; a figure without indicator loses a tenth."""
    trust = pl.lit(_AT_BEST)
    for column, shares in _TRUST.items():
        trust = trust * pl.col(column).replace_strict(shares, default=0.9, return_dtype=pl.Float64)
    return trust.round(3).alias("confidence")


def evidence(mentions: pl.DataFrame, tokens: pl.DataFrame) -> pl.DataFrame:
    """Gather `m` and `evidence`: for indicator, role, place and period the words they rest on and their span."""
    fields: list[Any] = [field.name for field in EVIDENCE.inner.fields]  # type: ignore[union-attr]
    spans = [
        _of_tokens(mentions, tokens, "indicator", "head_start", "head_end"),
        _of_tokens(mentions, tokens, "role", "verb_start", "verb_end"),
        mentions.filter(pl.col("place_evidence").is_not_null())
        .select("m", "place_evidence")
        .unnest("place_evidence")
        .with_columns(field=pl.lit("place")),
        _as_given(
            mentions, "period", "period_evidence_text", "period_evidence_p",
            "period_evidence_char_start", "period_evidence_char_end",
        ),
    ]  # fmt: skip
    return (
        pl.concat([frame.select("m", *fields) for frame in spans], how="vertical_relaxed")
        .sort("m", maintain_order=True)
        .group_by("m", maintain_order=True)
        .agg(evidence=pl.struct(fields))
        .with_columns(pl.col("evidence").cast(EVIDENCE))
    )


def _of_tokens(mentions: pl.DataFrame, tokens: pl.DataFrame, field: str, start: str, end: str) -> pl.DataFrame:
    words = (
        mentions.filter(pl.col(start).is_not_null())
        .select("m", "article_id", "p", t=pl.int_ranges(start, end, dtype=pl.Int32))
        .explode("t")
        .join(tokens.select("article_id", "p", "t", "surface", "char_start", "char_end"), on=["article_id", "p", "t"])
        .sort("m", "t")
        .group_by("m", maintain_order=True)
        .agg(
            text=pl.col("surface").str.join(" ").str.replace_all("\x7f", "", literal=True),
            p=pl.col("p").first(),
            char_start=pl.col("char_start").min(),
            char_end=pl.col("char_end").max(),
        )
    )
    return words.select(
        "m",
        field=pl.lit(field),
        text="text",
        p=pl.col("p").cast(pl.Int32),
        char_start=pl.col("char_start").cast(pl.Int32),
        char_end=pl.col("char_end").cast(pl.Int32),
    )


def _as_given(mentions: pl.DataFrame, field: str, text: str, p: str, start: str, end: str) -> pl.DataFrame:
    return mentions.filter(pl.col(text).is_not_null()).select(
        "m",
        field=pl.lit(field),
        text=text,
        p=pl.col(p).cast(pl.Int32),
        char_start=pl.col(start).cast(pl.Int32),
        char_end=pl.col(end).cast(pl.Int32),
    )
