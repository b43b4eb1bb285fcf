"""Figures that describe a place: how large it is, how many live there, of which units it was made."""

from __future__ import annotations

from typing import Final

import polars as pl

from warehouse.figures.cues import cue_spans
from warehouse.figures.near import near
from warehouse.lexicon import Lexicon

PARAGRAPH: Final = ["article_id", "p"]
CLAUSE: Final = [*PARAGRAPH, "sent", "clause"]

_REACH: Final = 5
"""Words between a figure and what says that it describes the place."""


def structures(mentions: pl.DataFrame, tokens: pl.DataFrame, counts: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Find the figures that describe a place: `m`."""
    said = near(mentions, cue_spans(tokens, "structure", lexicon), counts).filter(
        pl.col("same_clause") & (pl.col("between") == 0) & (pl.col("commas") == 0) & (pl.col("distance") <= _REACH)
    )
    shares = mentions.filter(pl.col("unit").is_in(["percent", "m2"]))["m"].implode()
    standard = _standards(tokens, lexicon)
    described = said.filter(~pl.col("m").is_in(shares)).join(standard, on=CLAUSE, how="anti").select("m")
    return pl.concat([described, _composed(mentions, tokens, lexicon)]).unique()


def _composed(mentions: pl.DataFrame, tokens: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Find "88 کمیون اور 14 وارڈ": counts of units of two kinds in a clause that names no standard."""
    words = lexicon.table("roles.toml")["structure"]
    kinds = {word: kind for kind, forms in words["units"].items() for word in forms}
    norm = tokens.select(*PARAGRAPH, t_end="t", unit_word=pl.col("norm").replace_strict(kinds, default=None))
    counted = (
        mentions.filter(pl.col("unit") == "count")
        .join(norm, on=[*PARAGRAPH, "t_end"], how="left", maintain_order="left")
        .join(_standards(tokens, lexicon), on=CLAUSE, how="anti", maintain_order="left")
        .sort(*PARAGRAPH, "t_start")
    )
    first = (pl.col("t_start").shift(-1) - pl.col("t_end") == 2) & (
        pl.col("unit_word") != pl.col("unit_word").shift(-1)
    )
    pair = first.over(CLAUSE).fill_null(False)
    return (
        counted.with_columns(_first=pair)
        .filter(pl.col("_first") | pl.col("_first").shift(1, fill_value=False))
        .select("m")
    )


def _standards(tokens: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """List the clauses that speak of a standard: what they count has reached it."""
    stems = lexicon.table("roles.toml")["structure"]["standards"]
    return tokens.filter(pl.col("stem").is_in(stems)).select(CLAUSE).unique()
