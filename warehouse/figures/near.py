"""What stands near a mention: every lexicon phrase of its paragraph, with side, distance and what lies between."""

from __future__ import annotations

from typing import Final

import polars as pl

from warehouse.lexicon import Lexicon

PARAGRAPH: Final = ["article_id", "p"]

_SHORTEST: Final = 2
"""Tokens of a phrase that has no inside."""

WINDOW: Final = 256
"""Tokens: a mention is paired with what stands in its own stretch of the paragraph and the two beside it."""


def counted(tokens: pl.DataFrame, mentions: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Number the mentions and commas before each token: columns `t`, `mentions_before`, `commas_before`, `depth`.

    Words that open a new part of a clause ("جن میں سے"، "جبکہ") count as commas.

    `depth` counts brackets opened and not closed before the token, so that what stands in brackets is seen as such.
    """
    soft = pl.Series(lexicon.table("grammar.toml")["soft_boundaries"]).implode()
    conjunctions = pl.Series(lexicon.table("grammar.toml")["conjunctions"]).implode()
    turns = pl.Series(lexicon.table("grammar.toml")["turns"]).implode()
    starts = mentions.select(*PARAGRAPH, t="t_start", _is_mention=pl.lit(1))
    opened = pl.col("norm").is_in(["(", "["]).cast(pl.Int32) - pl.col("norm").is_in([")", "]"]).cast(pl.Int32)
    return (
        tokens.select(*PARAGRAPH, "t", "norm")
        .join(starts, on=[*PARAGRAPH, "t"], how="left", maintain_order="left")
        .with_columns(
            mentions_before=pl.col("_is_mention").fill_null(0).cum_sum().shift(1, fill_value=0).over(PARAGRAPH),
            commas_before=pl.col("norm").is_in(soft).cum_sum().shift(1, fill_value=0).over(PARAGRAPH).cast(pl.Int32),
            turns_before=pl.col("norm").is_in(turns).cum_sum().shift(1, fill_value=0).over(PARAGRAPH).cast(pl.Int32),
            joins_before=pl.col("norm")
            .is_in(conjunctions)
            .cum_sum()
            .shift(1, fill_value=0)
            .over(PARAGRAPH)
            .cast(pl.Int32),
            depth=opened.cum_sum().shift(1, fill_value=0).over(PARAGRAPH),
        )
        .select(*PARAGRAPH, "t", "mentions_before", "commas_before", "turns_before", "joins_before", "depth")
    )


def phrases_joined(counts: pl.DataFrame, found: pl.DataFrame) -> pl.DataFrame:
    """Count no conjunction that stands inside a phrase: "عارضی اور خستہ حال مکانات" is one thing."""
    inner = found.filter(pl.col("t_end") - pl.col("t_start") > _SHORTEST).select(
        *PARAGRAPH, t=pl.int_ranges(pl.col("t_start") + 1, pl.col("t_end") - 1, dtype=pl.Int32), _inner=pl.lit(True)
    )
    marked = counts.join(inner.explode("t").unique(), on=[*PARAGRAPH, "t"], how="left", maintain_order="left")
    here = pl.col("joins_before").shift(-1).over(PARAGRAPH).fill_null(pl.col("joins_before")) - pl.col("joins_before")
    free = pl.when(pl.col("_inner")).then(0).otherwise(here)
    return marked.with_columns(joins_before=free.cum_sum().shift(1, fill_value=0).over(PARAGRAPH).cast(pl.Int32)).drop(
        "_inner"
    )


def near(mentions: pl.DataFrame, found: pl.DataFrame, counts: pl.DataFrame) -> pl.DataFrame:
    """Pair each mention with each phrase found near it in its paragraph (see `WINDOW`).

    `mentions` needs `m`, the paragraph, `sent`, `clause`, `t_start`, `t_end`; `found` is what `occurrences` gives.
    Columns: `m`, those of `found`, `side` (after, before, inside), `distance` (tokens between), `between` (mentions
    between), `commas`, `turns` ("جبکہ" between), `joins` ("اور" between), `same_sent`, `same_clause`, `bracket` (the
    phrase stands in other brackets than the mention).
    """
    # asked dozens of times a reading: one lazy query costs a tenth of a dozen eager steps
    at_start = counts.lazy().rename(
        {
            "t": "o_start",
            "mentions_before": "o_mentions",
            "commas_before": "o_commas",
            "turns_before": "o_turns",
            "joins_before": "o_joins",
            "depth": "o_depth",
        }
    )
    placed = (
        found.lazy()
        .rename({"t_start": "o_start", "t_end": "o_end", "sent": "o_sent", "clause": "o_clause"})
        .join(at_start, on=[*PARAGRAPH, "o_start"], how="left", maintain_order="left")
    )
    own = (
        mentions.lazy()
        .select("m", *PARAGRAPH, "sent", "clause", "t_start", "t_end")
        .join(
            counts.lazy(),
            left_on=[*PARAGRAPH, "t_start"],
            right_on=[*PARAGRAPH, "t"],
            how="left",
            maintain_order="left",
        )
    )
    # only what stands within a window is paired: an endless paragraph stays linear
    pairs = (
        own.with_columns(_stretch=pl.concat_list([pl.col("t_start") // WINDOW + step for step in (-1, 0, 1)]))
        .explode("_stretch")
        .join(
            placed.drop("char_start", "char_end", strict=False).with_columns(_stretch=pl.col("o_start") // WINDOW),
            on=[*PARAGRAPH, "_stretch"],
        )
        .drop("_stretch")
    )
    after = pl.col("o_start") >= pl.col("t_end")
    before = pl.col("o_end") <= pl.col("t_start")
    told = pairs.with_columns(
        side=pl.when(after).then(pl.lit("after")).when(before).then(pl.lit("before")).otherwise(pl.lit("inside")),
        distance=pl.when(after)
        .then(pl.col("o_start") - pl.col("t_end"))
        .when(before)
        .then(pl.col("t_start") - pl.col("o_end"))
        .otherwise(0),
        # of mentions that start before the phrase, its own does not stand between
        between=pl.when(after)
        .then(pl.col("o_mentions") - pl.col("mentions_before") - 1)
        .when(before)
        .then(pl.col("mentions_before") - pl.col("o_mentions"))
        .otherwise(0)
        # a figure in brackets may stand outside the count
        .clip(lower_bound=0),
        commas=(pl.col("o_commas") - pl.col("commas_before")).abs(),
        joins=(pl.col("o_joins") - pl.col("joins_before")).abs(),
        turns=(pl.col("o_turns") - pl.col("turns_before")).abs(),
        same_sent=pl.col("sent") == pl.col("o_sent"),
        same_clause=pl.col("clause") == pl.col("o_clause"),
        bracket=pl.col("o_depth") != pl.col("depth"),
    ).drop(
        "mentions_before",
        "commas_before",
        "o_mentions",
        "o_commas",
        "turns_before",
        "o_turns",
        "joins_before",
        "o_joins",
    )
    return told.collect()
