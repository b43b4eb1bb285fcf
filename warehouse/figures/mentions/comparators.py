"""How exactly a number holds: at least, more than, about."""

from __future__ import annotations

from functools import partial
from typing import Final

import polars as pl

from warehouse.lexicon import Lexicon
from warehouse.text.phrases import longest, occurrences, table_phrases
from warehouse.text.rows import token_at

PARAGRAPH: Final = ["article_id", "p"]

_REACH: Final = 2
"""Words of the counted noun that may stand between the number and "more than" ("220 گھروں سے زیادہ")."""


def _phrases(lexicon: Lexicon, side: str) -> pl.DataFrame:
    def build(lexicon: Lexicon) -> pl.DataFrame:
        rows = [
            {"phrase": phrase, "comparator": entry["code"]}
            for entry in lexicon.table("grammar.toml")["comparator"]
            for phrase in entry[side]
        ]
        return table_phrases(rows, lexicon, on="norm").drop("phrase").unique(maintain_order=True)

    return lexicon.derived(f"comparators:{side}", build)


def with_comparator(mentions: pl.DataFrame, tokens: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Add `comparator` (eq, gt, ge, lt, le, approx) from the words beside each number."""
    after = longest(occurrences(tokens, _phrases(lexicon, "after"), on="norm"))
    before = longest(occurrences(tokens, _phrases(lexicon, "before"), on="norm"))
    ahead = (
        # "85 ملین VND/شخص/سال یا اس سے زیادہ": behind what it is per
        mentions.select("m", *PARAGRAPH, "base", t_end=pl.coalesce("per_end", "t_end"))
        .join(after.select(*PARAGRAPH, "t_start", "comparator"), on=PARAGRAPH)
        .with_columns(distance=pl.col("t_start") - pl.col("t_end"))
        .filter(pl.col("distance").is_between(0, _REACH))
    )
    # nothing but the counted noun may stand between: no verb, no comma, no other number
    between = (
        ahead.filter(pl.col("distance") > 0)
        .select("m", "base", "t_start", t=pl.int_ranges("t_end", "t_start", dtype=pl.Int32))
        .explode("t")
    )
    at = partial(token_at, tokens, between["base"], between["t"])
    stops = (at("kind") == "punct") | at("norm").is_in(lexicon.table("nouns.toml")["stops"])
    counted = mentions.select("base", t=pl.int_ranges("t_start", "t_end", dtype=pl.Int32)).explode("t")
    blocked = pl.concat(
        [
            between.filter(stops).select("m", "t_start"),
            between.join(counted, on=["base", "t"], how="semi").select("m", "t_start"),
        ]
    ).unique()
    nearest_after = (
        ahead.join(blocked, on=["m", "t_start"], how="anti")
        .sort("m", "distance")
        .unique("m", keep="first", maintain_order=True)
        .select("m", said_after="comparator")
    )
    said_before = (
        mentions.select("m", *PARAGRAPH, t_end="t_start")
        .join(before.select(*PARAGRAPH, "t_end", said_before="comparator"), on=[*PARAGRAPH, "t_end"])
        .unique("m", keep="first")
        .select("m", "said_before")
    )
    return (
        mentions.join(nearest_after, on="m", how="left", maintain_order="left")
        .with_columns(_behind(mentions, tokens, lexicon))
        .join(said_before, on="m", how="left", maintain_order="left")
        .with_columns(
            comparator=pl.when(pl.col("said_before").is_in(["ge", "le"]))
            .then("said_before")
            .otherwise(pl.coalesce("said_after", _up_to(lexicon), "said_before", pl.lit("eq")))
        )
        .drop("said_after", "said_before", "limit", "limited", "limited_kind")
    )


def _behind(mentions: pl.DataFrame, tokens: pl.DataFrame, lexicon: Lexicon) -> list[pl.Series]:
    """Look for "up to" behind each number and for the word that it leads to ("روپے تک کے قرضے")."""
    rule = lexicon.table("grammar.toml")["up_to"]
    at, end = partial(token_at, tokens, mentions["base"]), mentions["t_end"]
    led = end + 1 + at(end + 1, "norm").is_in(rule["passed"]).fill_null(False).cast(pl.Int32)
    limit = at(end, "norm").is_in(rule["words"]).fill_null(False)
    return [limit.alias("limit"), at(led, "norm").alias("limited"), at(led, "kind").alias("limited_kind")]


def _up_to(lexicon: Lexicon) -> pl.Expr:
    """See an upper bound: "5 لاکھ روپے تک قرض"; before a verb of reaching it is where something goes."""
    rule = lexicon.table("grammar.toml")["up_to"]
    goes = pl.col("limited").is_in(rule["goes"]) | pl.col("limited").str.contains(rule["going"])
    bound = (pl.col("limited_kind") == "word") & ~goes & pl.col("value_high").is_null()
    return pl.when(pl.col("limit") & bound.fill_null(False)).then(pl.lit("le"))
