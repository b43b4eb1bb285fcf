"""Numbers that cannot be believed: wrecks of translation, impossible sums. They go to quarantine with a reason."""

from __future__ import annotations

from functools import partial
from typing import Final

import polars as pl

from warehouse.lexicon import Lexicon
from warehouse.text.rows import filled, preceding, token_at

_TAINT: Final = 8
"""Words after a garbled number within which a bare number of the same sentence is not believed either."""


def believed(numbers: pl.DataFrame, tokens: pl.DataFrame, lexicon: Lexicon) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Part mentions from quarantine; the second frame carries `reason`."""
    limits = pl.DataFrame(
        [{"unit": u["code"], "limit": float(u["limit"])} for u in lexicon.table("units.toml")["unit"] if "limit" in u]
    )
    judged = (
        numbers.join(limits, on="unit", how="left", maintain_order="left")
        .with_columns(reason=_reason())
        .with_columns(reason=pl.coalesce("reason", _repeated_unit(), _wrecked_unit(numbers, tokens, lexicon)))
        .with_columns(_garbled_end=pl.when(pl.col("reason").is_not_null()).then("t_end"))
    )
    judged = judged.with_columns(_garbled=filled(pl.col("_garbled_end"), "sentence"))
    last_garbled = preceding("_garbled", "sentence")
    beside = (
        ((pl.col("t_start") - last_garbled) <= _TAINT)
        & (pl.col("unit_written").is_null())
        & (pl.col("tail_scale") == 1)
    ).fill_null(False)
    # a fraction of no unit right before one is as little worth: "3/118 تک 7،2 کی مدت میں"
    judged = judged.with_columns(
        _ahead=filled(pl.when(pl.col("reason").is_not_null()).then("t_start"), "sentence", forward=False)
    )
    fraction = pl.col("out_of").is_not_null() & pl.col("unit_written").is_null() & (pl.col("unit") == "count")
    beside |= (fraction & (pl.col("_ahead") - pl.col("t_end") <= _TAINT // 2)).fill_null(False)
    tainted = judged.with_columns(
        reason=pl.coalesce("reason", pl.when(beside).then(pl.lit("beside a garbled number")))
    ).drop("_garbled_end", "_garbled", "_ahead", "limit")
    return tainted.filter(pl.col("reason").is_null()).drop("reason"), tainted.filter(pl.col("reason").is_not_null())


def _reason() -> pl.Expr:
    largest = pl.max_horizontal(pl.col("value").abs(), pl.col("value_high").abs())
    return (
        pl.when(pl.col("value").is_null())
        .then(pl.lit("malformed number"))
        .when("garbled")
        .then(pl.lit("fraction above one"))
        .when(largest > pl.col("limit"))
        .then(pl.lit("implausible magnitude"))
        .when((pl.col("unit") == "count") & pl.col("out_of").is_not_null() & (pl.col("out_of") == 0))
        .then(pl.lit("fraction of nothing"))
    )


def _repeated_unit() -> pl.Expr:
    """See "5 میٹر 76 میٹر": one number torn in two, its separator translated as a unit."""
    torn_units = ["m", "km", "ha", "tonne", "m2", "percent"]
    same = (pl.col("unit") == pl.col("unit").shift(1)) & pl.col("unit_written").is_in(torn_units)
    touching = (same & (pl.col("t_start") == preceding("t_end", "paragraph"))).fill_null(False)
    torn = touching | touching.shift(-1, fill_value=False)
    return pl.when(torn).then(pl.lit("number torn in two"))


def _wrecked_unit(numbers: pl.DataFrame, tokens: pl.DataFrame, lexicon: Lexicon) -> pl.Expr:
    """See "391 V3 0D بلین", "93 V3 2D": letters and digits mixed up behind a number."""
    at, end = partial(token_at, tokens, numbers["base"]), numbers["t_end"]
    letter = (at(end, "kind") == "latin") & (at(end, "norm").str.len_chars() == 1)
    mixed = letter & (at(end + 1, "kind") == "digit") & ~at(end + 1, "gap")
    scales = [row["form"] for row in lexicon.rows("numbers.csv") if row["kind"] == "scale"]
    scaled = at(end + 2, "norm").is_in(scales) | at(end + 3, "norm").is_in(scales) | at(end + 4, "norm").is_in(scales)
    again = (at(end + 2, "kind") == "digit") & (at(end + 3, "kind") == "latin") & ~at(end + 3, "gap")
    return pl.when(pl.lit((mixed & (scaled | again)).fill_null(False))).then(pl.lit("malformed number"))
