"""Words that are no subject: "محکمہ زراعت" tells who reports, "کمیون کی سطح پر" where the story goes on."""

from __future__ import annotations

from typing import Final

import polars as pl

from warehouse.lexicon import Lexicon
from warehouse.text.phrases import occurrences, table_phrases

PARAGRAPH: Final = ["article_id", "p"]

_LONGEST: Final = 7
"""Words of an institution's name behind its first ("محکمہ محنت، جنگی معذور اور سماجی امور")."""


def subjectless(tokens: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Find the tokens of names of departments and ministries, and of levels told: `article_id`, `p`, `t`.

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
    names = marked.filter(open_still).select(*PARAGRAPH, "t")
    return pl.concat([names, _levels(tokens, lexicon)]).unique()


def _levels(tokens: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    def build(lexicon: Lexicon) -> pl.DataFrame:
        rows = [{"phrase": phrase} for phrase in lexicon.table("institutions.toml")["levels"]]
        return table_phrases(rows, lexicon, on="norm").drop("phrase")

    found = occurrences(tokens, lexicon.derived("levels", build), on="norm")
    return found.select(*PARAGRAPH, t=pl.int_ranges("t_start", "t_end", dtype=pl.Int32)).explode("t")
