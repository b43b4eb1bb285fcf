"""Figures that comment on another: shares of a plan, growth, difference, ratio."""

from __future__ import annotations

from typing import Final

import polars as pl

from warehouse.figures.cues import cue_spans
from warehouse.figures.motions import motions
from warehouse.figures.near import counted, near
from warehouse.lexicon import Lexicon

_PARAGRAPH: Final = ["article_id", "p"]

_BEHIND_FIGURE: Final = 6
"""Words between a figure and the bracket that comments on it ("623 یونٹس (1.8%)")."""

_EXPLAINS: Final = 7
"""Words between "that is" and the share that explains the figure before."""

_SHARES: Final = ["percent", "percentage_point"]

_ROUNDING: Final = 0.6
"""Percent by which a text may round what its fraction makes."""

_BESIDE: Final = 2
"""Small words that may stand between "of the plan" and its figure ("منصوبے کے صرف 19 فیصد")."""

_ELSEWHERE: Final = 6
"""Words between "the average of …" and the ratio to it."""


def with_comments(mentions: pl.DataFrame, tokens: pl.DataFrame, counts: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Flag what the words beside each figure make of it.

    Adds `of_plan` (share of a plan), `over_plan` ("44% over plan"), `motion` (rise, fall: it is a difference),
    `compared` (its clause compares with another time), `of_period` ("109.6% of the same period"), `elsewhere`,
    `explains` (a share behind "that is"), `restated` (what the fraction before it makes in percent), `aside`,
    `in_brackets`.
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
    depths = counts.select(*_PARAGRAPH, t_start="t", depth="depth")
    mentions = mentions.join(depths, on=[*_PARAGRAPH, "t_start"], how="left", maintain_order="left")
    # "312 بلین VND (6.9%) زیادہ": what stands in brackets does not part a figure from what is said of it
    outer, inner = mentions.filter(pl.col("depth") == 0), mentions.filter(pl.col("depth") != 0)
    outside = counted(tokens, outer, lexicon)
    motion = pl.concat([motions(outer, tokens, outside, lexicon), motions(inner, tokens, counts, lexicon)])
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
        & (pl.col("distance") <= _ELSEWHERE)
    )
    share_of = ratio.filter(pl.col("key") == "share_of")
    flags = {
        "of_plan": of_plan,
        "over_plan": over_plan,
        "equals": shared,
        "compared": compared,
        "of_period": ratio,
        "share_of": share_of,
        "elsewhere": place_ratio,
    }
    flagged = mentions.join(motion, on="m", how="left", maintain_order="left").with_columns(
        *[pl.col("m").is_in(frame["m"].unique().implode()).alias(name) for name, frame in flags.items()]
    )
    # "27,650 بلین VND (51%)": a percentage in brackets right behind a figure comments on it
    explained = near(mentions, cue_spans(tokens, "explaining", lexicon), counts).filter(
        (pl.col("side") == "before")
        & (pl.col("between") == 0)
        & pl.col("same_sent")
        & (pl.col("distance") <= _EXPLAINS)
    )
    flagged = flagged.sort(*_PARAGRAPH, "t_start")
    close = (pl.col("t_start") - pl.col("t_end").shift(1)).over([*_PARAGRAPH, "sent"]) <= _BEHIND_FIGURE
    aside = (
        percent
        & (pl.col("depth") > 0)
        & close
        & (pl.col("depth").shift(1).over([*_PARAGRAPH, "sent"]) < pl.col("depth"))
    )
    # "51/88 کمیون …، جو 57.95% کے برابر ہے": what a fraction makes in percent is no share of a plan
    fraction = (100 * pl.col("value") / pl.col("out_of")).shift(1).over([*_PARAGRAPH, "sent"])
    restated = percent & ((fraction - pl.col("value")).abs() <= _ROUNDING)
    # and the share in the brackets moves with it
    moves = pl.col("motion").shift(1).over([*_PARAGRAPH, "sent"])
    flagged = flagged.with_columns(motion=pl.when(aside).then(pl.coalesce("motion", moves)).otherwise("motion"))
    return flagged.with_columns(
        aside=aside.fill_null(False),
        restated=restated.fill_null(False),
        in_brackets=pl.col("depth") > 0,
        explains=pl.col("m").is_in(explained["m"].unique().implode()) & pl.col("unit").is_in(_SHARES),
        of_plan=pl.col("of_plan") & percent,
        over_plan=pl.col("over_plan") & percent & pl.col("motion").is_not_null(),
        of_period=pl.col("of_period")
        & percent
        & (pl.col("equals") | (pl.col("share_of") & pl.col("motion").is_null())),
        equals=pl.col("equals") & percent & ~restated.fill_null(False),
    ).drop("depth", "share_of")
