"""Figures shared out "respectively": "A مختص اور B تقسیم کیے، جو منصوبے کے بالترتیب 86.6% اور 19 فیصد ہیں"."""

from __future__ import annotations

from typing import Final

import polars as pl

from warehouse.figures.near import near
from warehouse.lexicon import Lexicon
from warehouse.text.phrases import occurrences, table_phrases

SENTENCE: Final = ["article_id", "p", "sent"]


def _words(lexicon: Lexicon) -> pl.DataFrame:
    rows = [{"phrase": word} for word in lexicon.table("places/unit_words.toml")["case"]["respectively"]]
    return table_phrases(rows, lexicon, on="norm").drop("phrase")


def partners(mentions: pl.DataFrame, tokens: pl.DataFrame, counts: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Pair each figure behind "respectively" with the one before it that it comments on: `m`, `partner`.

    As many figures before the word are taken as shares of a plan or changes stand behind it in the sentence.
    """
    words = occurrences(tokens, lexicon.derived("respectively", _words), on="norm")
    beside = near(mentions, words, counts).filter("same_sent").join(mentions.select("m", "unit"), on="m")
    behind = beside.filter(
        (pl.col("side") == "before") & pl.col("unit").is_in(["percent", "percentage_point", "times"])
    )
    before = beside.filter(pl.col("side") == "after").select(*SENTENCE, back="between", partner="m")
    size = pl.col("between").max().over(SENTENCE)
    return (
        behind.select("m", *SENTENCE, "between")
        .with_columns(back=size - pl.col("between"))
        .filter(size >= 1)
        .join(before, on=[*SENTENCE, "back"])
        .select("m", "partner")
        .unique("m", keep="first", maintain_order=True)
    )
