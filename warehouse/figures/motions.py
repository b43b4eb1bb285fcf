"""Rises and falls: what says that a figure is a difference, no level."""

from __future__ import annotations

from typing import Final

import polars as pl

from warehouse.figures.cues import cue_spans
from warehouse.figures.near import near
from warehouse.lexicon import Lexicon

PARAGRAPH: Final = ["article_id", "p"]

_REACH: Final = 6
"""Words after a figure within which "زیادہ", "کمی" still speaks of it."""

_BEHIND_COMPARATOR: Final = 1
"""Words between a comparator and the motion that it qualifies."""

_SUBJECT: Final = 4
"""Words between "یہ کمی" and its size."""

_SHARED: Final = 8
"""Words between two shares that one fall behind the last of them governs."""

_SHARES: Final = ["percent", "percentage_point"]


def motions(mentions: pl.DataFrame, tokens: pl.DataFrame, counts: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Find the figures that rise or fall: `m`, `motion` (rise, fall), `motion_distance` (words to what says so)."""
    change = lexicon.table("roles.toml")["change"]
    found = near(mentions, cue_spans(tokens, "motion", lexicon), counts)
    own = _behind(found, tokens, change["qualifying"], lexicon)
    shares = mentions.filter(pl.col("unit").is_in(_SHARES))["m"].implode()
    moving = near(mentions, cue_spans(tokens, "moving", lexicon), counts).filter(
        (pl.col("side") == "before")
        & pl.col("same_clause")
        & (pl.col("between") == 0)
        & (pl.col("commas") == 0)
        & (pl.col("distance") <= _SUBJECT)
        & pl.col("m").is_in(shares)
    )
    subject = moving.select("m", motion=pl.col("key").str.strip_prefix("moving_"), motion_distance="distance")
    # "خوردہ فروشی یوں بڑھی: کوانگ نین 13.1%؛ ہائی فونگ 12.7%": the verb before the colon holds for the whole list
    colons = tokens.filter(pl.col("norm") == ":").select(*PARAGRAPH, o_end="t")
    heading = (
        found.filter((pl.col("side") == "before") & pl.col("same_sent") & (pl.col("key") != "none"))
        .filter(pl.col("m").is_in(shares))
        .join(colons, on=[*PARAGRAPH, "o_end"], how="semi")
        .select("m", motion="key", motion_distance="distance")
    )
    # "جن میں شرح تیزی سے کم ہوئی ان میں X (9.8 پوائنٹس) اور Y (8.4 پوائنٹس)": points are differences of what moved
    points = mentions.filter(pl.col("unit") == "percentage_point")["m"].implode()
    pointing = (
        found.filter((pl.col("side") == "before") & pl.col("same_sent") & (pl.col("key") != "none"))
        .filter(pl.col("m").is_in(points) & pl.col("same_clause") & (pl.col("turns") == 0))
        .sort("m", "distance", "o_start", "o_end")
        .select("m", motion="key", motion_distance="distance")
    )
    said = pl.concat([own, subject, heading, pointing]).unique("m", keep="first", maintain_order=True)
    return pl.concat([said, _shared(mentions, said, tokens, counts, lexicon)])


def _behind(found: pl.DataFrame, tokens: pl.DataFrame, qualifying: list[str], lexicon: Lexicon) -> pl.DataFrame:
    """Take the motion right behind a figure.

    A comparator right at the number is no motion, and hides what is said behind it, but for the next word: "3 فیصد سے
    زیادہ کمی", "1 پوائنٹ یا اس سے زیادہ گھٹے".
    """
    moved = found.filter(
        (pl.col("side") == "after")
        & (pl.col("between") == 0)
        & (pl.col("distance") <= _REACH)
        & (pl.col("commas") == 0)
        & pl.col("same_clause")
        & ~pl.col("bracket")
    )
    # "512 گھرانوں نے دیواریں گرا کر": what is counted does something else than to rise or fall
    agents = tokens.filter(pl.col("norm").is_in(lexicon.table("grammar.toml")["agent"])).select(*PARAGRAPH, agent="t")
    acts = (
        moved.select("m", *PARAGRAPH, "o_start", "distance")
        .join(agents, on=PARAGRAPH)
        .filter((pl.col("agent") < pl.col("o_start")) & (pl.col("agent") >= pl.col("o_start") - pl.col("distance")))
        .select("m", "o_start")
        .unique()
    )
    ordered = (
        moved.join(acts, on=["m", "o_start"], how="anti")
        .sort("m", "distance", "o_start", "o_end")
        .with_columns(
            hides=~pl.col("phrase").shift(1).is_in(qualifying)
            | (pl.col("o_start") > pl.col("o_end").shift(1) + _BEHIND_COMPARATOR)
        )
    )
    first = pl.int_range(pl.len()).over("m") == 0
    second = (pl.int_range(pl.len()).over("m") == 1) & ~pl.col("hides").fill_null(True)
    return (
        ordered.filter((first | second) & (pl.col("key") != "none"))
        .unique("m", keep="first", maintain_order=True)
        .select("m", motion="key", motion_distance="distance")
    )


def _shared(
    mentions: pl.DataFrame, said: pl.DataFrame, tokens: pl.DataFrame, counts: pl.DataFrame, lexicon: Lexicon
) -> pl.DataFrame:
    """Share the motion of the last of two joined shares: "1.5% اور نسلی اقلیتوں میں 3 فیصد کم کی جائے"."""
    clause = [*PARAGRAPH, "sent", "clause"]
    shares = (
        mentions.filter(pl.col("unit").is_in(_SHARES))
        .join(said, on="m", how="left", maintain_order="left")
        .sort(*PARAGRAPH, "t_start")
        .with_columns(
            next_start=pl.col("t_start").shift(-1).over(clause),
            next_motion=pl.col("motion").shift(-1).over(clause),
            next_distance=pl.col("motion_distance").shift(-1).over(clause),
        )
        .filter(pl.col("motion").is_null() & pl.col("next_motion").is_not_null())
        .filter(pl.col("next_start") - pl.col("t_end") <= _SHARED)
    )
    grammar = lexicon.table("grammar.toml")
    between = shares.select("m", *PARAGRAPH, t=pl.int_ranges("t_end", "next_start", dtype=pl.Int32)).explode("t")
    words = between.join(tokens.select(*PARAGRAPH, "t", "norm"), on=[*PARAGRAPH, "t"])
    joined = words.filter(pl.col("norm").is_in(grammar["conjunctions"]))["m"].unique().implode()
    # a verb or a comma between them ends what is said of the first
    ends = [*lexicon.table("nouns.toml")["stops"], *grammar["soft_boundaries"]]
    parted = words.filter(pl.col("norm").is_in(ends))["m"].unique().implode()
    return shares.filter(pl.col("m").is_in(joined) & ~pl.col("m").is_in(parted)).select(
        "m", motion="next_motion", motion_distance="next_distance"
    )
