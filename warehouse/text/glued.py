"""Words of numbers written without the space between them: "کروڑاٹھارہ", "پچاسہزار", "ڈالربڑھ"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Final

import polars as pl

from warehouse.lexicon import Lexicon
from warehouse.text.fold import FILLER

_SHORTEST_UNIT: Final = 4
"""Letters of a unit that may be glued to a number: shorter ones are parts of other words ("دومیل" is a town)."""


def with_parts(words: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Add `parts` (the pieces of a glued word, else null), `after_number` (split only behind a number), `numeric`.

    `words` holds each distinct token once, with `surface`, `norm` and `kind`. A word is parted where it is made of
    number words and units and nothing else. Behind a number, a scale word or unit that ends in a letter that does not
    join is parted from whatever follows: there the missing space cannot be seen.
    """
    rules = lexicon.derived("glued", _rules)
    known = pl.col("norm").is_in(rules["known"])
    glued = (pl.col("kind") == "word") & ~known & (pl.col("norm").str.len_chars() >= rules["shortest"])
    plain = ~pl.col("surface").str.contains(FILLER, literal=True)
    chain = pl.col("norm").str.contains(rules["chain"])
    rest = pl.col("norm").str.extract(rules["headed"], 2)
    headed = rest.is_not_null() & ~rest.is_in(rules["endings"])
    joined = pl.col("surface").str.extract_all(f"[^{FILLER}]+{FILLER}*")
    bare = joined.list.eval(pl.element().str.strip_chars(FILLER))
    return words.with_columns(
        parts=pl.when(glued & plain & chain)
        .then(pl.col("norm").str.extract_all(rules["piece"]))
        .when(glued & plain & headed)
        .then(pl.concat_list(pl.col("norm").str.extract(rules["headed"], i) for i in (1, 2)))
        # a joiner between two words of a number stands for a space
        .when(
            glued
            & (joined.list.len() > 1)
            & bare.list.eval(pl.element().is_in(rules["known"])).list.all()
            & bare.list.eval(pl.element().is_in(rules["numbers"])).list.any()
        )
        .then(joined),
        after_number=~chain & headed & plain,
        numeric=(pl.col("kind") == "digit") | pl.col("norm").is_in(rules["numbers"]),
    )


def _rules(lexicon: Lexicon) -> dict[str, Any]:
    grammar = lexicon.table("grammar.toml")["glued"]
    rows = lexicon.rows("numbers.csv")
    numbers = [row["form"] for row in rows]
    written = [row for row in rows if not row["form"].isascii() and row["kind"] in ("unit", "scale", "half", "plus")]
    small = [row["form"] for row in written if row["kind"] != "scale" and row["form"] not in grammar["never"]]
    added = [row["form"] for row in written if row["kind"] == "plus"]
    hundred = [row["form"] for row in written if row["kind"] == "scale" and row["care"]]
    scales = [row["form"] for row in written if row["kind"] == "scale" and not row["care"]]
    forms = [form for unit in lexicon.table("units.toml")["unit"] for form in unit["forms"] if " " not in form]
    units = [form for form in forms if len(form) >= _SHORTEST_UNIT and re.fullmatch(r"[\u0600-\u06ff]+", form)]
    atom, scale, unit, cent = (_any(words) for words in (small, scales, units, hundred))
    small_word = f"{atom}|{cent}"
    open_ended = [word for word in scales + units if word[-1] in grammar["unjoined"]]
    return {
        "known": pl.Series(numbers + forms + grammar["words"]).implode(),
        "numbers": pl.Series(numbers).implode(),
        "shortest": 4,
        # a scale word with other number words, a number and a hundred, a number and a unit
        "chain": rf"^(?:(?:{small_word})*{scale}(?:{small_word}|{scale})+|(?:{small_word})+{scale}|{atom}{cent}{atom}?"
        rf"|{_any(added)}{atom})(?:{unit})?$|^(?:{small_word}|{scale})+{unit}$",
        "piece": _any(small + hundred + scales + units),
        "headed": rf"^({_any(open_ended)})(.{{2,}})$",
        "endings": pl.Series(grammar["endings"]).implode(),
    }


def _any(words: Iterable[str]) -> str:
    return "(?:" + "|".join(sorted(map(re.escape, set(words)), key=len, reverse=True)) + ")"
