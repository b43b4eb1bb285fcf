"""Which tokens belong to numbers: digits, and number words where they are not other words."""

from __future__ import annotations

from functools import partial
from typing import Final

import polars as pl

from warehouse.lexicon import Lexicon
from warehouse.text.phrases import stem
from warehouse.text.rows import beside, filled, token_at

PARAGRAPH: Final = ["article_id", "p"]

ATOMS: Final = ["digit", "unit", "half", "share", "vulgar"]
"""Kinds that have a value of their own; scales multiply it, `plus` adds to it, `point` splits it."""

_SAID: Final = ["digit", "unit"]
_LONGEST: Final = 48
"""Tokens of the longest number read as one; the longest that Urdu news writes has about twenty."""

_FAR: Final = 3
"""Tokens that are looked at on either side of a number to tell a number word from another word."""


def number_words(lexicon: Lexicon) -> pl.DataFrame:
    """Return `numbers.csv` as a frame: `norm`, `nkind`, `nvalue`, `care`."""
    return lexicon.derived("number_words", _number_words)


def _number_words(lexicon: Lexicon) -> pl.DataFrame:
    return pl.DataFrame(lexicon.rows("numbers.csv")).select(
        norm="form", nkind="kind", nvalue=pl.col("value").cast(pl.Float64), care="care"
    )


def number_forms(lexicon: Lexicon) -> pl.Series:
    """Return every number word, for `is_in`."""
    forms: pl.Series = lexicon.derived("number_forms", lambda lexicon: number_words(lexicon)["norm"].implode())
    return forms


def number_tokens(tokens: pl.DataFrame, taken: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Keep the tokens that may be part of a number and cut them into runs, each one number.

    `taken` (`article_id`, `p`, `t`) holds tokens that already have another reading: times, grades, documents.
    Adds `nkind`, `nvalue`, `care` (see `number_words`; digits have kind digit), `before_1` … and `after_1` … (the words
    beside it), `number_after_1` … (what kind of number they are), `in_list` (it continues a list of numbers), `base`
    (the row of the paragraph's first token), and `run`.
    """
    grammar = lexicon.table("grammar.toml")
    known = tokens.join(number_words(lexicon), on="norm", how="left", maintain_order="left").with_columns(
        nkind=pl.when(pl.col("kind") == "digit").then(pl.lit("digit")).otherwise(pl.col("nkind"))
    )
    # "3 پوائنٹ 5" and ".5": words and signs that are a decimal point between digits only
    said = beside("nkind", 1).is_in(_SAID)
    leading = (pl.col("norm") == ".") & pl.col("gap") & ~beside("gap", 1) & (beside("nkind", 1) == "digit")
    spoken = (pl.col("care") == "between") & beside("nkind", -1).is_in(_SAID) & said
    known = known.with_columns(
        nkind=pl.when(leading.fill_null(False))
        .then(pl.lit("point"))
        .when((pl.col("care") != "between").fill_null(True) | spoken.fill_null(False))
        .then("nkind"),
        base=pl.int_range(pl.len()) - pl.col("t"),
    )
    known = known.with_columns(sure=pl.col("nkind").is_not_null() & (pl.col("care").fill_null("") == ""))
    numbers = known.filter(pl.col("nkind").is_not_null()).join(
        taken, on=[*PARAGRAPH, "t"], how="anti", maintain_order="left"
    )
    at = partial(token_at, known, numbers["base"])
    sides = {f"before_{i}": at(numbers["t"] - i, "norm") for i in range(1, _FAR)}
    sides |= {f"after_{i}": at(numbers["t"] + i, "norm") for i in range(1, _FAR + 1)}
    sides |= {f"number_after_{i}": at(numbers["t"] + i, "nkind") for i in (1, 2)}
    sides |= {f"number_before_{i}": at(numbers["t"] - i, "nkind") for i in (3, 4)}
    sides["stem_after"] = at(numbers["t"] + 1, "stem")
    sides["punct_after"] = at(numbers["t"] + 1, "kind").fill_null("punct") == "punct"
    sure = [at(numbers["t"] - i, "sure").fill_null(False) for i in (3, 4)]
    counted = pl.Series(lexicon.derived("counted_stems", counted_stems)).implode()
    placed = numbers.with_columns(**sides, _listed=sure[0] | sure[1]).with_columns(
        in_list=(pl.col("before_1").is_in(grammar["list_separators"]) & pl.col("_listed")).fill_null(False),
        counts=pl.col("stem_after").is_in(counted).fill_null(False),
    )
    return _with_runs(placed.drop("_listed", "sure"))


def counted_stems(lexicon: Lexicon) -> list[str]:
    """List the stems of nouns that are counted (`nouns.toml`), the first word of each."""
    words = pl.Series("norm", [noun.split()[0] for noun in lexicon.table("nouns.toml")["counted"]])
    return words.to_frame().select(stem(pl.col("norm"), lexicon)).to_series().unique().to_list()


def _with_runs(numbers: pl.DataFrame) -> pl.DataFrame:
    together = (
        (pl.col("base") == pl.col("base").shift(1))
        & (pl.col("t") == pl.col("t").shift(1) + 1)
        & (pl.col("sent") == pl.col("sent").shift(1))
    ).fill_null(False)
    scale = pl.when(pl.col("nkind") == "scale").then(pl.col("nvalue"))
    position = pl.int_range(pl.len())
    known = numbers.with_columns(_stretch=(~together).cum_sum()).with_columns(
        _behind=position - filled(pl.when(~together).then(position), "_stretch"),
        _before=pl.when(together).then(pl.col("nkind").shift(1)),
        _scale_before=pl.when(together).then(filled(scale, "_stretch").shift(1)),
        _scale_after=filled(scale, "_stretch", forward=False),
        _point=filled(pl.when(pl.col("nkind") == "point").then(position), "_stretch"),
        _scaled=filled(pl.when(pl.col("nkind") == "scale").then(position), "_stretch"),
    )
    in_fraction = (pl.col("_point") > pl.col("_scaled").fill_null(-1)).fill_null(False)
    atom = pl.col("nkind").is_in([*ATOMS, "plus"])
    # an atom may follow a scale only as its smaller remainder: "4 ہزار 892", "71 بلین 355 ملین"
    remainder = (pl.col("_magnitude") < pl.col("_scale_before")) & (
        pl.col("_scale_after").is_null() | (pl.col("_scale_after") != pl.col("_scale_before"))
    )
    # "دو تہائی", "2½"
    part_of_count = pl.col("nkind").is_in(["share", "vulgar"]) & pl.col("_before").is_in(_SAID)
    breaks = (
        (atom & pl.col("_before").is_in(ATOMS) & ~in_fraction & ~part_of_count)
        | (pl.col("nkind").is_in(["half", "plus"]) & (pl.col("_before") == "scale"))
        | (atom & (pl.col("_before") == "scale") & ~remainder)
        | (pl.col("_before") == "times")
        | (pl.col("nkind") == "times")
        | ((pl.col("_before") == "share") & (pl.col("nkind") != "scale"))
        # no number is that long, and an endless chain of scale words must not be multiplied out pair by pair
        | (pl.col("_behind") % _LONGEST == 0)
    )
    magnitude = pl.col("nvalue").fill_null(
        pl.col("norm").str.replace_all(r"[.,،].*$", "").cast(pl.Float64, strict=False)
    )
    return (
        known.with_columns(_magnitude=magnitude)
        .with_columns(run=(breaks.fill_null(False) | (pl.col("_before").is_null())).cum_sum())
        .select(pl.exclude("^_.*$"))
    )
