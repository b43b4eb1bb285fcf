"""The wordings of `indicator_cues.csv`, compiled."""

from __future__ import annotations

import polars as pl

from warehouse.lexicon import Lexicon
from warehouse.text.phrases import table_phrases


def wordings(lexicon: Lexicon) -> pl.DataFrame:
    """Return `indicator_cues.csv` as rules: `rule`, `indicator`, `head`, `with`, `without`, `units`, `weight`."""

    def build(lexicon: Lexicon) -> pl.DataFrame:
        return (
            pl.DataFrame(lexicon.rows("indicator_cues.csv"))
            .with_row_index("rule")
            .with_columns(
                pl.col("with").str.split("&"),
                units=pl.when(pl.col("units") != "").then(pl.col("units").str.split("|")),
                weight=pl.col("weight").cast(pl.Float64),
            )
        )

    return lexicon.derived("wordings", build)


def wording_groups(lexicon: Lexicon) -> pl.DataFrame:
    """Compile each distinct group of alternatives once: `group` (its text in the file), `_key`, `n`."""

    def build(lexicon: Lexicon) -> pl.DataFrame:
        rules = wordings(lexicon)
        groups = (
            pl.concat([rules["head"], rules["with"].explode(), rules["without"]])
            .str.strip_chars()
            .str.strip_prefix("~")
            .unique(maintain_order=True)
        )
        rows = [{"phrase": group, "group": group} for group in groups if group]
        return table_phrases(rows, lexicon).drop("phrase").unique(["group", "_key"], maintain_order=True)

    return lexicon.derived("wording_groups", build)
