"""Figures that comment on another: shares of a plan, growth, difference, ratio."""

from __future__ import annotations

from typing import Final

import polars as pl

from warehouse.figures.cues import cue_spans
from warehouse.figures.near import near
from warehouse.lexicon import Lexicon

_PARAGRAPH: Final = ["article_id", "p"]

_BEHIND_FIGURE: Final = 6
"""Words between a figure and the bracket that comments on it ("623 یونٹس (1.8%)")."""

_BESIDE: Final = 2
"""Small words that may stand between "of the plan" and its figure ("منصوبے کے صرف 19 فیصد")."""

_BEHIND_COMPARATOR: Final = 1
"""Words between a comparator and the motion that it qualifies."""

_MOTION_REACH: Final = 6
"""Words after a figure within which "زیادہ", "کمی" still speaks of it."""


def with_comments(mentions: pl.DataFrame, tokens: pl.DataFrame, counts: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Flag what the words beside each figure make of it.

    Adds `of_plan` (share of a plan), `over_plan` ("44% over plan"), `motion` (rise, fall: it is a difference),
    `compared` (its clause compares with another time), `of_period` ("109.6% of the same period"), `elsewhere`.
    """
    percent = pl.col("unit") == "percent"
    plan = near(mentions, cue_spans(tokens, "plan", lexicon), counts).filter(
        (pl.col("side") == "before") & (pl.col("between") == 0) & pl.col("same_sent")
    )
    of_plan = plan.filter((pl.col("key") == "before") & (pl.col("distance") <= _BESIDE) & (pl.col("commas") == 0))
    over_plan = plan.filter((pl.col("key") == "over") & (pl.col("distance") <= _BESIDE))
    shared = near(mentions, cue_spans(tokens, "plan_after", lexicon), counts).filter(
        (pl.col("side") == "after") & (pl.col("distance") == 0)
    )
    moved = near(mentions, cue_spans(tokens, "motion", lexicon), counts).filter(
        (pl.col("side") == "after")
        & (pl.col("between") == 0)
        & (pl.col("distance") <= _MOTION_REACH)
        & (pl.col("commas") == 0)
        & pl.col("same_clause")
        & ~pl.col("bracket")
    )
    # a comparator right at the number is no motion, and hides what is said behind it, but for the next word:
    # "3 فیصد سے زیادہ کمی"، "1 پوائنٹ یا اس سے زیادہ گھٹے"
    qualifying = lexicon.table("roles.toml")["change"]["qualifying"]
    ordered = moved.sort("m", "distance", "o_start", "o_end").with_columns(
        hides=~pl.col("phrase").shift(1).is_in(qualifying)
        | (pl.col("o_start") > pl.col("o_end").shift(1) + _BEHIND_COMPARATOR)
    )
    first = pl.int_range(pl.len()).over("m") == 0
    second = (pl.int_range(pl.len()).over("m") == 1) & ~pl.col("hides").fill_null(True)
    motion = (
        ordered.filter((first | second) & (pl.col("key") != "none"))
        .unique("m", keep="first", maintain_order=True)
        .select("m", motion="key", motion_distance="distance")
    )
    compared = near(mentions, cue_spans(tokens, "comparison", lexicon), counts).filter(
        pl.col("same_sent") & (pl.col("between") == 0) & (pl.col("side") != "inside")
    )
    ratio = near(mentions, cue_spans(tokens, "ratio", lexicon), counts).filter(
        (pl.col("side") == "before") & (pl.col("distance") <= 1)
    )
    place_ratio = near(mentions, cue_spans(tokens, "elsewhere", lexicon), counts).filter(
        (pl.col("side") == "before")
        & pl.col("same_sent")
        & (pl.col("between") <= 1)
        & (pl.col("distance") <= _MOTION_REACH)
    )
    flags = {
        "of_plan": of_plan,
        "over_plan": over_plan,
        "equals": shared,
        "compared": compared,
        "of_period": ratio,
        "elsewhere": place_ratio,
    }
    flagged = mentions.join(motion, on="m", how="left", maintain_order="left").with_columns(
        *[pl.col("m").is_in(frame["m"].unique().implode()).alias(name) for name, frame in flags.items()]
    )
    # "27,650 بلین VND (51%)": a percentage in brackets right behind a figure comments on it
    opens = counts.select(*_PARAGRAPH, t_start="t", depth="depth")
    flagged = flagged.join(opens, on=[*_PARAGRAPH, "t_start"], how="left", maintain_order="left").sort(
        *_PARAGRAPH, "t_start"
    )
    close = (pl.col("t_start") - pl.col("t_end").shift(1)).over([*_PARAGRAPH, "sent"]) <= _BEHIND_FIGURE
    aside = (
        percent
        & (pl.col("depth") > 0)
        & close
        & (pl.col("depth").shift(1).over([*_PARAGRAPH, "sent"]) < pl.col("depth"))
    )
    return flagged.with_columns(
        aside=aside.fill_null(False),
        of_plan=pl.col("of_plan") & percent,
        over_plan=pl.col("over_plan") & percent & pl.col("motion").is_not_null(),
        of_period=pl.col("of_period") & percent & pl.col("equals"),
        equals=pl.col("equals") & percent,
    ).drop("depth")
