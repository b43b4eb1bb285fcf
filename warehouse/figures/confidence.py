"""How far each figure is to be trusted, and the words that its fields rest on."""

from __future__ import annotations

from typing import Any, Final

import polars as pl

from warehouse.figures.schemas import EVIDENCE

_NOWHERE: Final = "nowhere"
"""What a field rests on that rests on nothing."""

_TRUST: Final[dict[str, dict[str, float]]] = {
    "indicator_from": {"own": 1.0, "sentence": 0.98, "behind": 0.93, "far": 0.88, "paragraph": 0.85, "article": 0.95},
    "role_from": {"own": 1.0, "list": 0.93},
    "place_source": {
        "clause": 0.99,
        "sentence": 0.99,
        "paragraph": 0.975,
        "lede": 0.98,
        "headline": 0.97,
        "default": 0.965,
        _NOWHERE: 0.9,
    },
    "period_source": {
        "clause": 1.0,
        "sentence": 0.99,
        "paragraph": 0.955,
        "article": 0.9,
        "publication": 0.7,
        "none": 0.91,
    },
}
"""Share of rows right among those whose field rests on this, as counted on the annotated articles (2,280 figures)."""

_UNNAMED: Final = {"context": 0.92, "achievement": 0.84, "target": 0.8}
"""The same for the role of figures that no indicator names: whether they matter is the hardest question."""

_FAINT: Final = [(8.0, 0.85), (10.0, 0.94)]
"""Scores of a figure's own wording below which it is right less often."""

_AT_BEST: Final = 0.98


def confidence() -> pl.Expr:
    """Make `confidence` (0 to 1): the product of what each field rests on."""
    trust = pl.lit(_AT_BEST)
    for column, shares in _TRUST.items():
        trust = trust * pl.col(column).fill_null(_NOWHERE).replace_strict(shares, default=1.0, return_dtype=pl.Float64)
    unnamed = pl.col("role").replace_strict(_UNNAMED, default=0.9, return_dtype=pl.Float64)
    faint = pl.lit(1.0)
    for score, share in reversed(_FAINT):
        faint = (
            pl.when((pl.col("indicator_from") == "own") & (pl.col("indicator_score") < score))
            .then(share)
            .otherwise(faint)
        )
    told = pl.when(pl.col("indicator").is_null()).then(unnamed).otherwise(faint)
    return (trust * told).round(3).alias("confidence")


def evidence(mentions: pl.DataFrame, tokens: pl.DataFrame) -> pl.DataFrame:
    """Gather `m` and `evidence`: the words that indicator, role, programme, place and period rest on, and where."""
    # a goal's or an estimate's name before the figure where no verb governs it
    verb = pl.col("verb_start").is_not_null()
    mentions = mentions.with_columns(
        role_start=pl.when(verb).then("verb_start").otherwise("lead_start"),
        role_end=pl.when(verb).then("verb_end").otherwise("lead_end"),
    )
    fields: list[Any] = [field.name for field in EVIDENCE.inner.fields]  # type: ignore[union-attr]
    spans = [
        _of_tokens(mentions, tokens, "indicator", "head_start", "head_end"),
        _of_tokens(mentions, tokens, "role", "role_start", "role_end"),
        _of_tokens(mentions.with_columns(p="programme_p"), tokens, "programme", "programme_start", "programme_end"),
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
