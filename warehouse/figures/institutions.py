"""Names of institutions: "محکمہ زراعت" tells who reports, not what is measured."""

from __future__ import annotations

from typing import Final

import polars as pl

from warehouse.lexicon import Lexicon

PARAGRAPH: Final = ["article_id", "p"]

_LONGEST: Final = 7
"""Words of an institution's name behind its first ("محکمہ محنت، جنگی معذور اور سماجی امور")."""


def institution_tokens(tokens: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Find the tokens of names of departments and ministries: `article_id`, `p`, `t`.

    A name runs from its first word ("محکمہ", "وزارت") to the next case word ("کے", "نے") or the end of its clause.
    """
    table = lexicon.table("institutions.toml")
    heads = tokens.filter(pl.col("norm").is_in(table["heads"])).select(*PARAGRAPH, "sent", head="t")
    ends = tokens.filter(pl.col("norm").is_in(table["ends"]) | (pl.col("kind") == "digit"))
    length = pl.int_ranges(pl.col("head"), pl.col("head") + _LONGEST, dtype=pl.Int32)
    inside = (
        heads.with_columns(t=length)
        .explode("t")
        .join(tokens.select(*PARAGRAPH, "sent", "t"), on=[*PARAGRAPH, "sent", "t"])
    )
    stops = ends.select(*PARAGRAPH, "t", stop=pl.lit(True))
    marked = inside.join(stops, on=[*PARAGRAPH, "t"], how="left", maintain_order="left").sort(*PARAGRAPH, "head", "t")
    open_still = pl.col("stop").fill_null(False).cum_max().over(*PARAGRAPH, "head").not_()
    return marked.filter(open_still).select(*PARAGRAPH, "t").unique()
