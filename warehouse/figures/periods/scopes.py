"""For each mention, the nearest expression that may govern it in every scope, found in one pass along the text."""

from __future__ import annotations

from typing import Final

import polars as pl

from warehouse.figures.periods.spans import CLAUSE, SECTION, SENTENCE

FLAGS: Final = [
    "near_stock", "near_flow", "far_stock", "far_flow", "clause_target", "near_target", "lede_plan", "is_base",
    "is_day", "after_stock", "after_target", "after_flow", "near_moment", "is_since", "is_tied",
    "aside_flow", "is_head",
]  # fmt: skip

_BEFORE: Final = [
    ("clause", CLAUSE, ["near_stock", "near_flow", "clause_target", "near_moment", "is_since"]),
    ("sentence", SENTENCE, ["near_stock", "near_flow", "near_target", "is_base", "is_tied", "near_moment"]),
    ("paragraph", SECTION, ["far_stock", "far_flow", "near_target", "aside_flow"]),
    ("article", ["article_id"], ["far_stock", "far_flow", "lede_plan"]),
]

_AFTER: Final = [("clause", CLAUSE, ["after_stock", "after_flow", "after_target", "is_base"])]


def in_scopes(mentions: pl.DataFrame, spans: pl.DataFrame) -> pl.DataFrame:
    """Add to each mention the span (`_s`) nearest before it per scope and flag, and after it in its clause.

    Columns `before_<scope>_<flag>`, `after_<scope>_<flag>`, `head_<flag>` (before the colon that opens the list the
    mention stands in), `first_<flag>` (of the sentence), `previous_stock` (the span before the nearest one of the
    sentence), `event_day`. Mentions and spans are laid along the text once and filled forward and back, so that the
    cost is that of a sort whatever a paragraph holds.
    """
    line = pl.concat(
        [
            spans.select(*SENTENCE, "section", "clause", "t_start", "_s", "heads", *FLAGS, _m=pl.lit(None, pl.UInt32)),
            mentions.select(*SENTENCE, "section", "clause", "t_start", "heads", "_m"),
        ],
        how="diagonal",
    ).sort("article_id", "p", "t_start")
    before = [
        _of(flag).forward_fill().over(keys).alias(f"before_{scope}_{flag}")
        for scope, keys, flags in _BEFORE
        for flag in flags
    ]
    after = [
        _of(flag).backward_fill().over(keys).alias(f"after_{scope}_{flag}")
        for scope, keys, flags in _AFTER
        for flag in flags
    ]
    # the times of "for 2030, these goals: A; B; C" hold for every item
    head = [
        pl.when(pl.col("heads") > 0)
        .then(pl.when((pl.col("heads") == 0) & pl.col("is_head")).then(_of(flag)).forward_fill().over(SENTENCE))
        .alias(f"head_{flag}")
        for flag in ("near_stock", "near_flow", "near_target")
    ]
    earlier = pl.when(pl.col("near_stock")).then(pl.col("_last_stock")).forward_fill().over(SENTENCE)
    return (
        line.with_columns(_last_stock=_of("near_stock").forward_fill().shift(1).over(SENTENCE))
        .with_columns(
            *before,
            *after,
            *head,
            previous_stock=earlier,
            first_near_flow=_of("near_flow").drop_nulls().first().over(SENTENCE),
            event_day=_of("is_day").drop_nulls().first().over("article_id"),
        )
        .filter(pl.col("_m").is_not_null())
        .drop(*SENTENCE, "section", "clause", "t_start", "_s", "heads", "_last_stock", *FLAGS)
        .join(mentions, on="_m", how="right", maintain_order="right")
    )


def _of(flag: str) -> pl.Expr:
    return pl.when(pl.col(flag)).then("_s")
