"""The class and value of each token that can stand in a time expression."""

from __future__ import annotations

import re

import polars as pl

from warehouse.lexicon import Lexicon
from warehouse.text.numbers.words import number_words
from warehouse.text.times.digits import DOTTED, YEAR, size, with_digits
from warehouse.text.times.grammar import INSIDE, SENTENCE, cut, near, numbered
from warehouse.text.times.vocabulary import END, seeds, vocabulary


def classed(tokens: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Add `cls` (the name, `_` inside a phrase, null outside all classes) and `value` to the tokens.

    Only sentences with a word of time, a year or a dotted date are kept: the rest have no time expression.
    """
    rows = _narrowed(tokens, lexicon).with_columns(_key=pl.col("norm").str.replace_all(END, " ", literal=True) + END)
    if rows.is_empty():
        return rows.with_columns(cls=pl.lit(None, pl.String), value=pl.lit(None, pl.Int64)).drop("_key")
    words = vocabulary(lexicon)
    phrases = words.filter(pl.col("key").str.count_matches(END) > 1).sort(
        pl.col("key").str.len_chars(), descending=True
    )
    pattern = "|".join([*map(re.escape, phrases["key"]), f"[^{END}]*{END}"])
    first = pl.col("seg") != pl.col("seg").shift(1)
    return (
        cut(rows, "_key", pattern, pl.col("piece").str.count_matches(END))
        .join(words, left_on="piece", right_on="key", how="left", maintain_order="left")
        .with_columns(_word=pl.col("cls"))
        .with_columns(
            cls=pl.when(pl.col("_word").is_null() | first.fill_null(True)).then("cls").otherwise(pl.lit(INSIDE))
        )
        .join(small_numbers(lexicon), on="norm", how="left", maintain_order="left")
        .with_columns(cls=pl.coalesce("cls", "_ncls"), value=pl.coalesce("value", "_nvalue"))
        .drop("_key", "_word", "_ncls", "_nvalue", "seg", "piece")
        .pipe(with_digits, lexicon)
        .pipe(_yet, lexicon)
    )


def _yet(rows: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Read "ابھی تک" as up to now where a number follows and nothing is denied ("ابھی تک 19 بلین ہی خرچ ہوئے")."""
    is_yet = pl.col("cls") == "yet"
    if rows.filter(is_yet).is_empty():
        return rows
    denied = pl.col("norm").is_in(lexicon.table("times/context.toml")["denials"]).any().over([*SENTENCE, "clause"])
    counted = (near("kind", 2) == "digit").fill_null(False)
    told = pl.when(counted & ~denied).then(pl.lit("todate")).otherwise(pl.lit("none"))
    return numbered(rows).with_columns(cls=pl.when(is_yet).then(told).otherwise("cls")).drop("_sid")


def _narrowed(tokens: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    digits = (pl.col("kind") == "digit") & (pl.col("norm").str.contains(YEAR) | pl.col("norm").str.contains(DOTTED))
    glued_colon = (pl.col("norm") == ":") & ~pl.col("gap")
    seed = pl.col("norm").is_in(seeds(lexicon).implode()) | digits | glued_colon
    return tokens.join(tokens.filter(seed).select(SENTENCE).unique(), on=SENTENCE, how="semi", maintain_order="left")


def small_numbers(lexicon: Lexicon) -> pl.DataFrame:
    """Return number words as a frame: `norm`, `_ncls`, `_nvalue`; with the ordinals that are made of them."""
    return lexicon.derived("time_small_numbers", _number_classes)


def _number_classes(lexicon: Lexicon) -> pl.DataFrame:
    words = number_words(lexicon)
    units = words.filter(pl.col("nkind") == "unit").select("norm", _nvalue=pl.col("nvalue").cast(pl.Int64))
    ordinals = [
        units.select(norm=pl.col("norm") + ending, _nvalue="_nvalue", _ncls=pl.lit("ordinal"))
        for ending in lexicon.table("times/words.toml")["nth"]["0"]
    ]
    named = {"half": "frac", "plus": "frac", "scale": "scale", "times": "times"}
    others = words.filter(pl.col("nkind").is_in(list(named))).select(
        "norm",
        _nvalue=pl.col("nvalue").cast(pl.Int64, strict=False),
        _ncls=pl.col("nkind").replace_strict(named, default=None),
    )
    sized = units.with_columns(_ncls=size(pl.col("_nvalue")))
    return pl.concat([sized, others, *ordinals]).unique("norm", keep="first", maintain_order=True)
