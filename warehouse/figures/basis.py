"""Basis of each figure: a level at a moment (stock) or what a period added (flow)."""

from __future__ import annotations

from typing import Final

import polars as pl

from warehouse.figures.near import near
from warehouse.lexicon import Lexicon
from warehouse.text.phrases import occurrences, table_phrases

PARAGRAPH: Final = ["article_id", "p"]

_LEVELS: Final = (
    r"^(?:poverty\..*rate|econ\.income|social\..*rate|env\.|urban\.urban|capital\.disbursement_rate|nrd\.satisfaction"
    r"|econ\.digital|social\.schools|social\.doctors)"
)
"""Rates and per-head levels: stocks whatever the time expression (annotation.md, `basis`)."""

_STANDARDS: Final = r"^(?:nrd|urban|social\.schools|poverty)\b"

_PERIODS: Final = (
    r"^(?:econ\.(?:growth|cpi|\w+_growth|budget|exports|imports|trade|fdi|retail|grdp|tour|social_inv|crop|ent))"
)
"""Sums and growth over a period; a running total "as of" a day is a stock all the same."""

_ADDITIONS: Final = r"^(?:poverty\.households_escaped|social\.jobs_created|emulation\.|nrd\.(?:land|labour))"
"""Things that are only ever added, year by year: flows but where a running total is named."""


def _additions(lexicon: Lexicon) -> pl.DataFrame:
    rows = [
        {"phrase": phrase, "key": key} for key, phrases in lexicon.table("basis.toml").items() for phrase in phrases
    ]
    return table_phrases(rows, lexicon).drop("phrase")


def with_basis(mentions: pl.DataFrame, tokens: pl.DataFrame, counts: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Add `basis` from how the governing time is told (`due…` of goals, `told…` of results), words and indicator."""
    found = occurrences(tokens, lexicon.derived("basis:added", _additions))
    added = near(mentions, found, counts).filter(
        (pl.col("distance") <= 2) & (pl.col("between") == 0) & (pl.col("commas") == 0) & pl.col("same_clause")
    )
    goal = pl.col("role") == "target"
    anchor = pl.when(goal).then("due_anchor").otherwise("told_anchor")
    grain = pl.when(goal).then("due_grain").otherwise("told_grain")
    indicator = pl.col("indicator").fill_null("")
    period = pl.when(goal).then("due_is_period").otherwise("told_is_period").fill_null(False)
    moment = anchor.is_not_null() & ~period
    more = pl.col("m").is_in(added["m"].filter(added["key"] == "added").unique().implode())
    left = pl.col("m").is_in(added["m"].filter(added["key"] == "left").unique().implode()) & goal
    whole_year_end = moment & (grain != "day")
    states = lexicon.table("roles.toml")["result"]["states"]
    done = ((pl.col("verb") == "result") & ~pl.col("verb_phrase").is_in(states)).fill_null(False)
    per_year = pl.col("per").fill_null("") == "year"
    own = (
        pl.when(pl.col("role").is_in(["change", "context"]))
        .then(None)
        .when(pl.col("unit") == "percentage_point")
        .then(pl.lit("flow"))
        .when(indicator.str.contains(_LEVELS) | indicator.str.starts_with("nrd.criteria"))
        .then(pl.lit("stock"))
        # so many of all communes or schools is where they stand, whatever year the sentence names
        .when(pl.col("out_of").is_not_null() & (pl.col("role") != "target") & indicator.str.contains(_STANDARDS))
        .then(pl.lit("stock"))
        .when(more | left | per_year)
        .then(pl.lit("flow"))
        .when(indicator.str.contains(_PERIODS) & (pl.col("unit") == "percent"))
        .then(pl.lit("flow"))
        .when(indicator.str.contains(_ADDITIONS) & ~moment)
        .then(pl.lit("flow"))
        .when(indicator.str.starts_with("emulation."))
        .then(pl.lit("flow"))
        # work to be done before a day is added by then; a share of the whole is a level
        .when(goal & (anchor == "before").fill_null(False) & (pl.col("unit") != "percent"))
        .then(pl.lit("flow"))
        # "by 2030" of a yearly sum means the year 2030; "as of 30 June" a running total
        .when(indicator.str.contains(_PERIODS) & whole_year_end & (pl.col("role") == "target"))
        .then(pl.lit("flow"))
        # "2022 میں … جمع کرائے۔ اس کی بدولت ضلع نے 118,4 کلومیٹر سڑکیں پکی کیں"
        .when(pl.col("told_in_paragraph") & ~goal & done)
        .then(pl.lit("flow"))
        .when(moment)
        .then(pl.lit("stock"))
        .when(period & ~((pl.col("unit") == "percent") & ~indicator.str.contains(_PERIODS)))
        .then(pl.lit("flow"))
        .when(pl.col("unit") == "percent")
        .then(pl.lit("stock"))
        .otherwise(pl.coalesce(pl.when(pl.col("role") == "target").then("usual_basis"), pl.lit("stock")))
    )
    sentence = [*PARAGRAPH, "sent"]
    decided = mentions.with_columns(_own=own).sort(*PARAGRAPH, "t_start")
    # a share of a plan has the basis of the result that it measures
    result = pl.when(pl.col("role").is_in(["achievement", "target"])).then("_own")
    commented = result.forward_fill().shift(1).over(sentence)
    return decided.with_columns(
        basis=pl.when((pl.col("role") == "attainment") & (pl.col("indicator") != "capital.disbursement_rate"))
        .then(pl.coalesce(commented, "_own"))
        .otherwise("_own")
    ).drop("_own")
