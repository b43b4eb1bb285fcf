"""Values as annotation.md wants them: falls negative, differences of rates in percentage points."""

from __future__ import annotations

from typing import Final

import polars as pl

_DIGITS: Final = 15
"""Significant digits kept, all that a double holds: what texts write, without the noise of scaling (826.9 x 1e9)."""

RATES: Final = (
    r"^(?:poverty\.(?:rate|near)|social\..*_rate|env\.|urban\.urbanisation|capital\.disbursement_rate|econ\.digital_share"
    r"|nrd\.satisfaction|social\.unemployment)"
)
"""Indicators in percent: their difference is in percentage points."""


def with_signs(mentions: pl.DataFrame) -> pl.DataFrame:
    """Settle `value`, `value_high` and `unit` by role.

    A `change` that falls is negative; a difference of two rates is in percentage points; a planned fall ("سالانہ
    1-1.5 فیصد کمی") is a negative target in percentage points; "109.6% of the same period" is a change of 9.6;
    "44% over plan" an attainment of 144. A rate of growth that falls is negative; what is written with a sign keeps it.
    """
    falls = (pl.col("motion") == "fall").fill_null(False)
    of_rate = pl.col("indicator").str.contains(RATES).fill_null(False)
    percent = pl.col("unit").is_in(["percent", "percentage_point"])
    # "سالانہ 5.47 پوائنٹ کم ہوئی، جو ہدف (6-8%) تک نہیں پہنچی": the goal of a fall is one
    fallen = (percent & falls & (pl.col("role") == "change")).shift(1).over("article_id", "p", "sent").fill_null(False)
    falls = falls | (pl.col("named_goal") & fallen)
    planned_fall = (pl.col("role") == "target") & percent & of_rate & falls & (pl.col("comparator") != "lt")
    growth_falls = (
        pl.col("indicator").str.contains(r"growth$|econ\.cpi$").fill_null(False)
        & falls
        & (pl.col("role") == "achievement")
    )
    negative = ((pl.col("role") == "change") & falls) | planned_fall | growth_falls
    signed = pl.when(negative).then(-pl.col("value").abs()).otherwise("value")
    signed_high = pl.when(negative).then(-pl.col("value_high").abs()).otherwise("value_high")
    return mentions.with_columns(
        value=pl.when(pl.col("of_period") & (pl.col("role") == "change"))
        .then((pl.col("value") - 100).round(9))
        .when(pl.col("over_plan") & (pl.col("role") == "attainment"))
        .then(100 + pl.col("value"))
        .otherwise(signed)
        .round_sig_figs(_DIGITS),
        value_high=signed_high.round_sig_figs(_DIGITS),
        unit=pl.when((pl.col("unit") == "percent") & of_rate & ((pl.col("role") == "change") | planned_fall))
        .then(pl.lit("percentage_point"))
        .otherwise("unit"),
    )
