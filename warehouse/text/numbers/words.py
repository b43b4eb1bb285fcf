"""Which tokens belong to numbers: digits, and number words where they are not other words."""

from __future__ import annotations

from typing import Final

import polars as pl

from warehouse.lexicon import Lexicon
from warehouse.text.phrases import stem

PARAGRAPH: Final = ["article_id", "p"]

ATOMS: Final = ["digit", "unit", "half", "share"]
"""Kinds that have a value of their own; scales multiply it, `plus` adds to it, `point` splits it."""


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
    Adds `nkind`, `nvalue`, `care` (see `number_words`; digits have kind digit), `next_norm`, `next_stem`, `next_kind`,
    `in_list` (it continues a list of numbers), and `run`.
    """
    counted = lexicon.derived("counted_stems", _counted_stems)
    neighbours = tokens.join(number_words(lexicon), on="norm", how="left", maintain_order="left").with_columns(
        nkind=pl.when(pl.col("kind") == "digit").then(pl.lit("digit")).otherwise(pl.col("nkind"))
    )
    sure = pl.col("nkind").is_not_null() & (pl.col("care").fill_null("") == "")
    separator = pl.col("norm").shift(1).is_in(pl.Series(lexicon.table("grammar.toml")["list_separators"]).implode())
    placed = neighbours.with_columns(
        next_norm=pl.col("norm").shift(-1).over(PARAGRAPH),
        next_stem=pl.col("stem").shift(-1).over(PARAGRAPH),
        next_kind=pl.col("nkind").shift(-1).over(PARAGRAPH),
        next_is_punct=(pl.col("kind").shift(-1, fill_value="punct") == "punct").over(PARAGRAPH),
        in_list=(separator & (sure.shift(3) | sure.shift(4))).fill_null(False).over(PARAGRAPH),
    ).with_columns(counts=pl.col("next_stem").is_in(pl.Series(counted).implode()).fill_null(False))
    numbers = placed.filter(pl.col("nkind").is_not_null()).join(taken, on=[*PARAGRAPH, "t"], how="anti")
    return _with_runs(numbers)


def _counted_stems(lexicon: Lexicon) -> list[str]:
    words = pl.Series("norm", [noun.split()[0] for noun in lexicon.table("nouns.toml")["counted"]])
    return words.to_frame().select(stem(pl.col("norm"), lexicon)).to_series().unique().to_list()


def _with_runs(numbers: pl.DataFrame) -> pl.DataFrame:
    apart = (pl.col("t") != pl.col("t").shift(1) + 1).over([*PARAGRAPH, "sent"]).fill_null(True)
    stretch = numbers.with_columns(_stretch=apart.cum_sum())
    scale = pl.when(pl.col("nkind") == "scale").then(pl.col("nvalue"))
    position = pl.int_range(pl.len())
    known = stretch.with_columns(
        _before=pl.col("nkind").shift(1).over("_stretch"),
        _scale_before=scale.forward_fill().shift(1).over("_stretch"),
        _scale_after=scale.backward_fill().over("_stretch"),
        _point=pl.when(pl.col("nkind") == "point").then(position).forward_fill().over("_stretch"),
        _scaled=pl.when(pl.col("nkind") == "scale").then(position).forward_fill().over("_stretch"),
    )
    in_fraction = (pl.col("_point") > pl.col("_scaled").fill_null(-1)).fill_null(False)
    atom = pl.col("nkind").is_in([*ATOMS, "plus"])
    # an atom may follow a scale only as its smaller remainder: "4 ہزار 892", "71 بلین 355 ملین"
    remainder = (pl.col("_magnitude") < pl.col("_scale_before")) & (
        pl.col("_scale_after").is_null() | (pl.col("_scale_after") != pl.col("_scale_before"))
    )
    share_of_count = (pl.col("nkind") == "share") & pl.col("_before").is_in(["unit", "digit"])
    breaks = (
        (atom & pl.col("_before").is_in(ATOMS) & ~in_fraction & ~share_of_count)
        | (pl.col("nkind").is_in(["half", "plus"]) & (pl.col("_before") == "scale"))
        | (atom & (pl.col("_before") == "scale") & ~remainder)
        | (pl.col("_before") == "times")
        | (pl.col("nkind") == "times")
        | ((pl.col("_before") == "share") & (pl.col("nkind") != "scale"))
    )
    magnitude = pl.col("nvalue").fill_null(
        pl.col("norm").str.replace_all(r"[.,،].*$", "").cast(pl.Float64, strict=False)
    )
    return (
        known.with_columns(_magnitude=magnitude)
        .with_columns(run=(breaks.fill_null(False) | (pl.col("_before").is_null())).cum_sum())
        .select(pl.exclude("^_.*$"))
    )
