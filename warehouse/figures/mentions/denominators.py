"""What a figure is per: "ملین VND/شخص/سال", "فی کس", "سالانہ", "ہر 10,000 افراد پر"."""

from __future__ import annotations

from functools import partial
from typing import Final

import polars as pl

from warehouse.lexicon import Lexicon
from warehouse.text.phrases import longest, occurrences, table_phrases
from warehouse.text.rows import changes, preceding, token_at

PARAGRAPH: Final = ["article_id", "p"]


def _phrases(lexicon: Lexicon, kind: str) -> pl.DataFrame:
    """Compile the denominators: `slashed` after a slash or "per", `led` with its leading word, `adverb` on its own."""

    def build(lexicon: Lexicon) -> pl.DataFrame:
        per = lexicon.table("units.toml")["per"]
        leads = {"slashed": ["/"], "led": [word for word in per["words"] if word != "/"], "adverb": [""]}[kind]
        entries = per["adverb"] if kind == "adverb" else per["denominator"]
        rows = [
            {"phrase": f"{lead} {form}".strip(), "per": entry["code"]}
            for entry in entries
            for form in entry["forms"]
            for lead in leads
        ]
        return table_phrases(rows, lexicon, on="norm").drop("phrase").unique(maintain_order=True)

    return lexicon.derived(f"per:{kind}", build)


def with_per(mentions: pl.DataFrame, tokens: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Add `per`: the denominator right after the figure, else one that governs it from before in its clause."""
    slashed = longest(occurrences(tokens, _phrases(lexicon, "slashed"), on="norm"))
    led = longest(occurrences(tokens, _phrases(lexicon, "led"), on="norm"))
    # "سالانہ ہدف 7,400": a plan's name, no rate
    plans = tokens.filter(pl.col("norm").is_in(lexicon.table("units.toml")["per"]["every"]["plans"]))
    adverb = longest(occurrences(tokens, _phrases(lexicon, "adverb"), on="norm")).join(
        plans.select(*PARAGRAPH, t_end="t"), on=[*PARAGRAPH, "t_end"], how="anti", maintain_order="left"
    )
    behind = pl.concat([frame.select(*PARAGRAPH, "t_start", "per", "t_end") for frame in (slashed, led, adverb)])
    ends = mentions.select("m", *PARAGRAPH, number_ends="t_end")
    # right after the unit, or after the counted noun: "10 فیصد سالانہ"، "20 کارکن فی سال"
    after = pl.concat(
        [
            ends.with_columns(t_start=(pl.col("number_ends") + step).cast(pl.Int32), step=pl.lit(step)).join(
                behind.rename({"t_end": "per_end"}), on=[*PARAGRAPH, "t_start"]
            )
            for step in (0, 1)
        ]
    )
    # no comma and no "and" may stand between: "131.5 ٹریلین VND اور فی کس GRDP"
    joints = lexicon.table("grammar.toml")["list_separators"]
    parted = tokens.filter(pl.col("norm").is_in(joints) | (pl.col("kind") == "punct")).select(
        *PARAGRAPH, number_ends="t"
    )
    parted = parted.with_columns(step=pl.lit(1))
    after = after.join(parted, on=[*PARAGRAPH, "number_ends", "step"], how="anti", maintain_order="left")
    after = (
        after.sort("m", "step").unique("m", keep="first", maintain_order=True).select("m", "per_end", per_after="per")
    )
    every = lexicon.table("units.toml")["per"]["governs"]
    ahead = pl.concat(
        [
            led.select(*PARAGRAPH, "clause", "per", at="t_end", adverb=pl.lit(False)),
            adverb.select(*PARAGRAPH, "clause", "per", at="t_end", adverb=pl.lit(True)),
        ]
    )
    before = (
        mentions.select("m", *PARAGRAPH, "clause", "t_start", "unit", "tail_scale")
        .join(ahead, on=[*PARAGRAPH, "clause"])
        .with_columns(distance=pl.col("t_start") - pl.col("at"))
        .filter(pl.col("distance") >= 0)
        .join(pl.DataFrame(every), on="per")
        # "yearly" right before the number divides it; before a plan or an estimate it names the plan
        .filter(pl.col("distance") <= pl.when((pl.col("per") == "year") & pl.col("adverb")).then(1).otherwise("reach"))
        .filter(_allowed())
        .sort("m", "distance")
        .unique("m", keep="first", maintain_order=True)
        .select("m", per_before="per")
    )
    return (
        mentions.join(after, on="m", how="left", maintain_order="left")
        .join(before, on="m", how="left", maintain_order="left")
        .with_columns(per=pl.coalesce("per_every", "per_after", "per_before"))
        .drop("per_every", "per_after", "per_before")
    )


def _allowed() -> pl.Expr:
    """Keep a leading denominator from figures that it cannot divide: "فی کس" governs money, not the next percentage."""
    money = pl.col("unit").fill_null("").str.contains("^[A-Z]{3}$")
    measure = ~money & ~pl.col("unit").fill_null("count").is_in(["count", "percent", "percentage_point", "times"])
    return (
        (pl.col("applies") == "any")
        | ((pl.col("applies") == "money") & money)
        | ((pl.col("applies") == "measure") & measure)
    )


def with_every(numbers: pl.DataFrame, tokens: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Read "ہر 10,000 افراد پر 10.6": the first number is what the second is per, and no figure.

    Adds `per_every` ("10000 person") and drops the denominators.
    """
    rule = lexicon.table("units.toml")["per"]["every"]
    at, t = partial(token_at, tokens, numbers["base"]), numbers["t_start"]
    every = at(t - 1, "norm").is_in(rule["words"]) & at(numbers["t_end"], "norm").is_in(rule["nouns"])
    marked = numbers.with_columns(
        _every=every.fill_null(False) & (numbers["value"] >= rule["least"]), _clause=changes("base", "clause")
    )
    size = pl.when("_every").then(pl.concat_str(pl.col("value").cast(pl.Int64, strict=False), pl.lit(" person")))
    return (
        marked.with_columns(_size=size)
        .with_columns(per_every=preceding("_size", "_clause"))
        .filter(~pl.col("_every").fill_null(False))
        .drop("_every", "_clause", "_size")
    )
