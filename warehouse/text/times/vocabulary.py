"""The words of time, compiled for look-up."""

from __future__ import annotations

from typing import Final

import polars as pl

from warehouse.lexicon import Lexicon
from warehouse.text.fold import folded, norm
from warehouse.text.phrases import SPLIT

WORDS: Final = ("times/calendar.toml", "times/words.toml")

DIGIT_CLASSES: Final = (
    "year", "n12", "n31", "n99", "int", "dec", "big", "dotted", "frac", "scale", "ordinal",
    "slash", "dash", "colon", "comma", "open", "close", "dot",
)  # fmt: skip

END: Final = "\x1f"
"""Closes each word of a key."""

_WEAK: Final = (
    "ki", "se", "mein", "tak", "ta", "ko", "par", "inside", "samewhen", "and", "more", "percent", "none", "ord",
    "times", "rest", "nth", "only",
    "after", "within", "begin", "middle", "end", "base", "before", "past", "next", "last", "daypart", "term",
    "halfword", "dated", "roman", "n12", "ending", "these", "planned", "labour",
)  # fmt: skip
"""Classes that make no time expression without one of the others."""


def vocabulary(lexicon: Lexicon) -> pl.DataFrame:
    """Return the words of time as a frame: `key` (norms, each closed by a separator), `cls`, `value`."""
    return lexicon.derived("time_vocabulary", _vocabulary)


def class_names(lexicon: Lexicon) -> list[str]:
    """List every class a token can have."""
    return [*DIGIT_CLASSES, *dict.fromkeys(name for file in WORDS for name in lexicon.table(file))]


def seeds(lexicon: Lexicon) -> pl.Series:
    """List the longest word of each phrase that makes a time: a sentence without one names none but by digits."""
    return lexicon.derived("time_seeds", _seeds)


def _vocabulary(lexicon: Lexicon) -> pl.DataFrame:
    rows = [
        {"phrase": phrase, "cls": name, "value": int(value)}
        for file in WORDS
        for name, table in lexicon.table(file).items()
        for value, phrases in table.items()
        for phrase in phrases
    ]
    frame = pl.DataFrame(rows, schema={"phrase": pl.String, "cls": pl.String, "value": pl.Int64})
    words = norm(folded(pl.col("phrase"), lexicon)).str.extract_all(SPLIT)
    return frame.select(key=words.list.join(END) + END, cls="cls", value="value").unique(
        "key", keep="first", maintain_order=True
    )


def _seeds(lexicon: Lexicon) -> pl.Series:
    words = pl.col("key").str.strip_chars_end(END).str.split(END)
    longest = words.list.get(words.list.eval(pl.element().str.len_chars()).list.arg_max())
    return vocabulary(lexicon).filter(~pl.col("cls").is_in(_WEAK)).select(longest.unique()).to_series()
