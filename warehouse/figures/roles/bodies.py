"""Bodies that are counted: ministries, provinces, units above an average or below a bound."""

from __future__ import annotations

from typing import Final

import polars as pl

from warehouse.figures.cues import cue_spans
from warehouse.figures.near import near
from warehouse.lexicon import Lexicon

PARAGRAPH: Final = ["article_id", "p"]

_BODY: Final = 4
"""Words from the number of bodies to the bound that they keep."""


def _bodies(mentions: pl.DataFrame, tokens: pl.DataFrame, counts: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Find the figures that count bodies: "26 ادارے", "انیس علاقے"."""
    counted = mentions.filter(pl.col("unit") == "count")
    named = near(counted, cue_spans(tokens, "group", lexicon), counts)
    return named.filter((pl.col("side") == "after") & (pl.col("distance") == 0)).select("m").unique()


def ranked(mentions: pl.DataFrame, tokens: pl.DataFrame, counts: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Find bodies that are counted by how they stand: "19 علاقے قومی اوسط سے نیچے رہے"."""
    bodies = mentions.join(_bodies(mentions, tokens, counts, lexicon), on="m", how="semi", maintain_order="left")
    return (
        near(bodies, cue_spans(tokens, "against", lexicon), counts)
        .filter((pl.col("side") == "after") & pl.col("same_clause") & (pl.col("between") == 0))
        .filter((pl.col("commas") == 0) & (pl.col("distance") <= _BODY))
        .select("m")
    )


def bounded(mentions: pl.DataFrame, tokens: pl.DataFrame, counts: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Pair a bound with the bodies that it counts ("26 ادارے 40 فیصد سے بھی نیچے ہیں"): `m`, `group` (its figure)."""
    bodies = _bodies(mentions, tokens, counts, lexicon)
    clause = [*PARAGRAPH, "sent", "clause"]
    pairs = mentions.sort(*PARAGRAPH, "t_start").with_columns(
        group=pl.col("m").shift(1).over(clause), gap=pl.col("t_start") - pl.col("t_end").shift(1).over(clause)
    )
    bound = (pl.col("unit") == "percent") & pl.col("comparator").is_in(["lt", "gt", "le", "ge"])
    return (
        pairs.filter(bound & (pl.col("gap") <= _BODY))
        .join(bodies.rename({"m": "group"}), on="group", how="semi")
        .select("m", "group")
    )
