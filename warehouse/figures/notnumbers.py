"""Numbers that are no figures by their own shape: ids, results of matches, letters with numbers, list items, mottos."""

from __future__ import annotations

from typing import Final

import polars as pl

from warehouse.lexicon import Lexicon
from warehouse.text.rows import beside

PARAGRAPH: Final = ["article_id", "p"]


def letters(tokens: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Class small numbers after the spelled name of a Latin letter: "جی 20", "این اے-75", "ایف-16", "27-بی"."""
    rule = lexicon.table("notfigures.toml")["letters"]
    spaced = beside("norm", -1).is_in(rule["names"])
    glued = (beside("norm", -1) == "-") & ~pl.col("gap") & ~beside("gap", -1)
    hyphened = glued & beside("norm", -2).is_in(rule["names"] + rule["glued"])
    plain = (pl.col("kind") == "digit") & pl.col("norm").str.contains(r"^[0-9]{1,3}$")
    # Vietnamese syllables sound like letters too: what follows must not be something that is counted
    closes = (beside("norm", 1).is_in(rule["by"]) | (beside("kind", 1) == "punct")).fill_null(True)
    # the letter may stand behind as well: "27-بی"
    behind = (beside("norm", 1) == "-") & ~beside("gap", 1) & ~beside("gap", 2)
    lettered = behind & beside("norm", 2).is_in(rule["names"] + rule["glued"])
    named = tokens.filter(plain & ((closes & (spaced | hyphened)) | lettered).fill_null(False))
    # with all that is written into one word: "جی-11/4"
    whole = tokens.filter((pl.col("kind") == "digit") & pl.col("chunk").is_in(named["chunk"].unique().implode()))
    return whole.with_columns(kind=pl.lit("name"))


def slogans(tokens: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Class numbers inside a short quotation: part of a name or a motto."""
    rule = lexicon.table("notfigures.toml")["slogan"]
    mark = pl.col("norm").is_in(rule["quotes"])
    paragraphs = tokens.filter(mark).select(PARAGRAPH).unique()
    quoted = (
        tokens.join(paragraphs, on=PARAGRAPH, how="semi", maintain_order="left")
        .with_columns(quote=mark.cum_sum().over(PARAGRAPH))
        .filter(~mark & (pl.col("quote") % 2 == 1))
    )
    short = pl.len().over([*PARAGRAPH, "quote"]) <= rule["longest"]
    return quoted.filter(short & pl.col("is_number")).with_columns(kind=pl.lit("slogan"))


def ids(tokens: pl.DataFrame) -> pl.DataFrame:
    """Class telephone numbers and ids: long strings of digits that no separator groups, groups with hyphens."""
    long = tokens.filter(pl.col("norm").str.contains(r"^(?:0[0-9]{6,}|[0-9]{10,})$"))
    linked = ~pl.col("gap") & ((pl.col("kind") == "digit") | (pl.col("norm") == "-"))
    digits = tokens.with_columns(chain=(~linked).cum_sum()).filter(pl.col("kind") == "digit")
    groups = digits.with_columns(groups=pl.len().over("chain"), size=pl.col("norm").str.len_chars().sum().over("chain"))
    # two or three groups may be years or a date, which have eight digits
    phone = groups.filter((pl.col("groups") > 3) | ((pl.col("groups") > 1) & (pl.col("size") > 8)))
    return pl.concat([long.select(*PARAGRAPH, "t"), phone.select(*PARAGRAPH, "t")]).with_columns(kind=pl.lit("id"))


def scores(tokens: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Class the result of a match: "3-2", never a range where it falls, or where it says who won."""
    rule = lexicon.table("notfigures.toml")["score"]
    glued = ~pl.any_horizontal(beside("gap", 1), beside("gap", 2))
    pairs = tokens.with_columns(
        second=pl.when((beside("norm", 1) == "-") & glued).then(beside("norm", 2)),
        outcome=(beside("norm", 3) == rule["by"]) & beside("norm", 4).is_in(rule["outcomes"]),
        before=(beside("norm", -1).is_in(["-", "/", "%", ","]) & ~pl.col("gap")).fill_null(False),
        behind=(beside("norm", 3).is_in(["-", "/", "%"]) & ~beside("gap", 3)).fill_null(False),
    ).filter(pl.col("norm").str.contains(r"^[0-9]{1,2}$") & pl.col("second").str.contains(r"^[0-9]{1,2}$"))
    falls = pl.col("norm").cast(pl.Int32, strict=False) >= pl.col("second").cast(pl.Int32, strict=False)
    won = pairs.filter(~pl.col("before") & ~pl.col("behind") & (falls | pl.col("outcome").fill_null(False)))
    ends = won.with_columns((pl.col("t") + 2).cast(pl.Int32))
    return pl.concat([won, ends]).with_columns(kind=pl.lit("score"))


def enumerated(tokens: pl.DataFrame) -> pl.DataFrame:
    """Class the number of a list item that opens its paragraph: "1. …", "(2) …"."""
    closes = beside("norm", 1).is_in([".", ")"]) & ~beside("gap", 1) & beside("gap", 2)
    bracket = (pl.col("t") == 1) & (beside("norm", -1) == "(") & (beside("norm", 1) == ")")
    opens = ((pl.col("t") == 0) | bracket) & closes
    short = (pl.col("kind") == "digit") & pl.col("norm").str.contains(r"^[0-9]{1,2}$")
    return tokens.filter(short & opens.fill_null(False)).with_columns(kind=pl.lit("sequence"))
