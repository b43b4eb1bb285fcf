"""How near a wording stands to a figure, and what that is worth."""

from __future__ import annotations

from typing import Final

import polars as pl

_LABEL: Final = 3
"""Words from the end of a label to its figure, the colon among them."""


def unit_kind() -> pl.Expr:
    """Make the unit as the `units` column of `indicator_cues.csv` names it: every currency is "money"."""
    return pl.when(pl.col("unit").str.contains("^[A-Z]{3}$")).then(pl.lit("money")).otherwise("unit")


def labels() -> pl.Expr:
    """See a head that stands right before the colon before the figure: "5 ستارہ: 4"."""
    return (pl.col("side") == "before") & pl.col("labelled") & (pl.col("distance") <= _LABEL)


def nearness() -> pl.Expr:
    """Score a head by where it stands: a count is named after the number, a measure before it."""
    counts = pl.col("unit") == "count"
    same = pl.col("between") == 0
    after = pl.col("side") == "after"
    # "چار اسکولوں میں سے تین": the noun of a part stands with its whole, before it
    counts_part = counts & pl.col("part_of_whole")
    measured = pl.when(counts & pl.col("counting_distance").is_not_null()).then(4.0).otherwise(0.0)
    # the counted noun stands right behind the number; where it is another noun than the head, the head is not counted
    other_noun = counts & (pl.col("noun_distance") <= 3) & ~(after & (pl.col("distance") <= pl.col("noun_distance")))
    # what a measure is of stands before it; behind "and" the next one begins
    beyond = pl.when(pl.col("joins") > 0).then(3.0).otherwise(0.0)
    score = (
        pl.when(after & same & counts & (pl.col("distance") <= 1) & ~pl.col("joint_after"))
        .then(13 - 0.8 * pl.col("distance") - 1.5 * pl.col("commas") - measured)
        .when(after & same & counts)
        .then(
            10
            - beyond
            - 0.8 * pl.col("distance")
            - 1.5 * pl.col("commas")
            - pl.when("joint_after").then(5.0 - beyond).otherwise(0.0)
        )
        .when(after & same)
        .then(
            9.5
            - beyond
            - 0.85 * pl.col("distance")
            - 1.5 * pl.col("commas")
            - pl.when("joint_after").then(4.0).otherwise(0.0)
        )
        # "5 ستارہ: 4، 4 ستارہ: 117": a label names what stands behind its colon
        .when(same & labels())
        .then(13 - 0.35 * pl.col("distance") - 1.5 * pl.col("commas"))
        .when(~after & same & counts & (_named_by_count() | counts_part))
        .then(12 - 0.35 * pl.col("distance") - 1.5 * pl.col("commas"))
        .when(~after & same & counts)
        .then(6.5 - 0.35 * pl.col("distance") - 1.5 * pl.col("commas"))
        .when(~after & same)
        .then(9 - 0.25 * pl.col("distance") - 1.5 * pl.col("commas"))
        .when(after)
        .then(1.0 - 0.5 * pl.col("between"))
        .otherwise(3.5 - 0.5 * pl.col("between") - 0.05 * pl.col("distance"))
    )
    # what stands in brackets explains what is outside them: "جمع کیے (تفویض کردہ تخمینہ کا 78%)"
    aside = pl.when(pl.col("bracket") & after).then(4.0).when(pl.col("bracket")).then(0.5).otherwise(0.0)
    apart = pl.when(~pl.col("same_sent")).then(5.0).when(~pl.col("same_clause") & ~labels()).then(2.5).otherwise(0.0)
    behind = pl.when(~pl.col("same_sent") & after).then(20.0).otherwise(0.0)
    not_counted = pl.when(other_noun.fill_null(False) & pl.col("counting_distance").is_null()).then(7.0).otherwise(0.0)
    echo = pl.when(~after & (pl.col("distance") < 60) & ~other_noun.fill_null(False)).then(0.4).otherwise(0.0)
    return pl.max_horizontal(score - apart - aside - behind - not_counted, echo)


def _named_by_count() -> pl.Expr:
    """See the head of "زائرین کی تعداد 2.6 ملین": it stands right before the word that says it is counted."""
    return (pl.col("distance") - pl.col("counting_distance")).is_between(0, 3).fill_null(False)


def company() -> pl.Expr:
    """Score a word that must stand with the head: beside the figure it proves, beyond another figure it may mislead."""
    # what was said of the part before the comma seldom holds for what is counted behind it
    comma = pl.when((pl.col("side") == "before") & (pl.col("unit") == "count")).then(5.0).otherwise(1.5)
    aside = pl.when(pl.col("bracket") & (pl.col("side") == "after")).then(4.0).when("bracket").then(1.5).otherwise(0.0)
    # "کمیونوں کی تعداد 24 اور ماڈل کمیونوں کی 4": behind "and" the next member begins
    beyond = (
        pl.when((pl.col("joins") > 0) & (pl.col("side") == "after"))
        .then(pl.when(pl.col("unit") == "count").then(3.0).otherwise(1.5))
        # "3,470 گھروں کی بنیادیں رکھی جا چکیں اور 2,118 گھر تیار تھے": and what was said before it is of the last
        .when((pl.col("joins") > 0) & (pl.col("unit") == "count"))
        .then(2.5)
        .otherwise(0.0)
    )
    return (
        pl.when(pl.col("between") == 0)
        .then(2.0 - 0.03 * pl.col("distance") - comma * pl.col("commas") - aside - beyond)
        .when((pl.col("side") == "before") & (pl.col("unit") != "count"))
        .then(-0.5 - 0.3 * pl.col("between"))
        .otherwise(-3.0)
    )
