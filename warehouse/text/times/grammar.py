"""A grammar over classes: each token or unit is one letter, each rule a regular expression over letters.

Rust's regular expressions take the first alternative that fits at the leftmost place, in time linear in the text.
Cutting a sentence's letters into matches and single letters gives every match with its place: the lengths add up.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import polars as pl

SENTENCE: Final = ["article_id", "p", "sent"]

INSIDE: Final = "_"
"""The letter of a token that continues the phrase before it."""

PLAIN: Final = "o"
"""The letter of a token without a class."""

POINT: Final = "@"
"""Stands before the name of a rule of the first pass where the second pass sees both rules and classes."""

_FIRST_LETTER: Final = 0xE000  # private use: no text has these as classes


def numbered(rows: pl.DataFrame) -> pl.DataFrame:
    """Add `_sid`, the number of the row's sentence, for `near`; rows are ordered along the text."""
    new = pl.any_horizontal(pl.col(name) != pl.col(name).shift(1) for name in SENTENCE)
    return rows.with_columns(_sid=new.fill_null(False).cum_sum())


def near(column: str, step: int) -> pl.Expr:
    """Make the value so many rows ahead (behind: negative) in the same sentence: much quicker than a window."""
    return pl.when(pl.col("_sid").shift(-step) == pl.col("_sid")).then(pl.col(column).shift(-step))


@dataclass(frozen=True)
class Grammar:
    """Hold rules compiled over letters: `pattern` cuts a sentence, `named` names a piece, `letters` writes one."""

    pattern: str
    rules: tuple[tuple[str, str], ...]
    letters: Mapping[str, str]

    def named(self, piece: pl.Expr) -> pl.Expr:
        """Make the name of the rule that a piece fits, null for a piece that no rule took.

        The first rule that fits the whole piece is the one that cut it: an earlier one that fits would have been
        tried before.
        """
        return pl.coalesce(pl.when(piece.str.contains(f"^(?:{rule})$")).then(pl.lit(name)) for name, rule in self.rules)

    def letter(self, name: pl.Expr) -> pl.Expr:
        """Make the letter of a class or rule name."""
        return name.replace_strict(self.letters, default=PLAIN)


def compiled(
    rules: Iterable[Mapping[str, str]],
    parts: Mapping[str, str],
    groups: Mapping[str, list[str]],
    names: Iterable[str],
) -> Grammar:
    """Compile rules whose patterns write classes as `{name}`; `parts` are named patterns, `groups` sets of names."""
    letters = {name: chr(_FIRST_LETTER + i) for i, name in enumerate(dict.fromkeys(names))}

    def letter(match: re.Match[str]) -> str:
        name = match[1]
        if name in parts:
            return expanded(parts[name])
        if name in groups:
            return f"[{''.join(letters[as_point(member)] for member in groups[name])}]{INSIDE}*"
        return f"{letters[as_point(name)]}{INSIDE}*"

    def as_point(name: str) -> str:
        return POINT + name if POINT + name in letters else name

    def expanded(pattern: str) -> str:
        # a quantifier belongs to the class with its continuing letters, not to the last of them
        return re.sub(r"\{(\w+)\}", lambda match: f"(?:{letter(match)})", pattern)

    written = tuple((rule["name"], expanded(rule["pattern"])) for rule in rules)
    return Grammar("|".join([*(rule for _, rule in written), "(?s:.)"]), written, letters)


def cut(rows: pl.DataFrame, column: str, pattern: str, length: pl.Expr) -> pl.DataFrame:
    """Cut every sentence's joined `column` by `pattern`; give each row its `seg` (numbered) and its `piece`.

    `rows` is ordered, with the columns of `SENTENCE`; `length` says of a `piece` how many rows it spans.
    """
    pieces: Any = (
        rows.group_by(SENTENCE, maintain_order=True)
        .agg(pl.col(column).str.join())
        .select(piece=pl.col(column).str.extract_all(pattern))
        .explode("piece")
        .with_row_index("seg")
        .with_columns(_n=length)
        .select(pl.col("seg", "piece").repeat_by("_n"))
        .explode("seg", "piece")
    )
    return rows.hstack(pieces)
