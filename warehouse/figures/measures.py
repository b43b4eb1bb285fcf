"""What a figure measures, from its indicator, unit and role together: rates of amounts, shares of a plan, per head."""

from __future__ import annotations

from typing import Final

import polars as pl

from warehouse.figures.signs import RATES

PARAGRAPH: Final = ["article_id", "p"]

HOUSEHOLD_RATES: Final = {
    "poverty.poor_households": "poverty.rate",
    "poverty.near_poor_households": "poverty.near_poor_rate",
}
"""Counts of households and the rate that a percentage in brackets behind them is."""

_SHARED_PER: Final = ["commune", "district", "village"]
"""What the members of a list are per, told once."""


def rate_of_amount() -> pl.Expr:
    """Read a percentage of an amount as the rate of it.

    "GRDP 305 … اور اس میں 8.83% کا پھیلاؤ" is growth; a level of money paid out in percent is the rate of payment.
    """
    percent = pl.col("unit") == "percent"
    moves = pl.col("motion").is_not_null()
    return (
        pl.when(((pl.col("indicator") == "econ.grdp") & percent & moves).fill_null(False))
        .then(pl.lit("econ.growth"))
        .when(((pl.col("indicator") == "capital.disbursed") & percent & ~moves).fill_null(False))
        .then(pl.lit("capital.disbursement_rate"))
        .otherwise("indicator")
    )


def indicator_by_role() -> pl.Expr:
    """Turn a quantity into its rate where the figure is a share: of the plan, of all households."""
    code = pl.col("indicator")
    share = pl.col("unit").is_in(["percent", "percentage_point"])
    paid = code.is_in(["capital.disbursed", "capital.planned"]) & share
    of_plan = paid & ((pl.col("role") == "attainment") | (pl.col("unit") == "percentage_point"))
    told = pl.col("role").is_in(["achievement", "target"]) | (pl.col("aside") & (pl.col("role") == "attainment"))
    told |= (pl.col("role") == "change") & pl.col("explains")
    households = (share & told) | (pl.col("unit") == "percentage_point")
    return (
        pl.when(of_plan)
        .then(pl.lit("capital.disbursement_rate"))
        .when(households)
        .then(code.replace(HOUSEHOLD_RATES))
        .otherwise(code)
    )


def per_by_indicator() -> pl.Expr:
    """Complete the denominator that an indicator says by itself: income per head is per person, "32 ملین VND/سال" too.

    The members of a list share it: "فی کمیون اوسطاً 11.4 معیار … اور نام ٹرا مائی میں 9.8 معیار".
    """
    per_head = (pl.col("indicator") == "econ.income_per_capita") & pl.col("unit").str.contains("^[A-Z]{3}$")
    listed = pl.col("per").forward_fill().over(*PARAGRAPH, "sent", "indicator", "unit")
    of_list = pl.col("indicator").is_not_null() & (pl.col("unit") == "count") & listed.is_in(_SHARED_PER)
    return (
        pl.when(per_head.fill_null(False))
        .then(pl.col("per").replace({"year": "person/year", "month": "person/month"}).fill_null("person"))
        .when(of_list)
        .then(pl.coalesce("per", listed))
        .otherwise("per")
    )


def impossible_rate() -> pl.Expr:
    """See a rate of people or households above 100 percent: it is not believed."""
    share = pl.col("indicator").str.contains(RATES).fill_null(False)
    return (
        share
        & (pl.col("unit") == "percent")
        & (pl.col("value") > 100)
        & pl.col("role").is_in(["target", "achievement"])
    )
