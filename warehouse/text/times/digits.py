"""Classes of digits and signs: which four digits are a year, which belong to a document."""

from __future__ import annotations

from typing import Any, Final

import polars as pl

from warehouse.lexicon import Lexicon
from warehouse.text.fold import folded, norm
from warehouse.text.times.grammar import near, numbered
from warehouse.text.times.vocabulary import END, vocabulary

YEAR: Final = r"^(?:19|20)[0-9]{2}$"
DOTTED: Final = r"^[0-3]?[0-9]\.[01]?[0-9]\.(?:19|20)[0-9]{2}$"

_SIGNS: Final = {"/": "slash", "-": "dash", "،": "comma", ",": "comma", "(": "open", ")": "close", ".": "dot"}


def size(value: pl.Expr) -> pl.Expr:
    """Make the class of a whole number: `n12`, `n31`, `n99`, `int`."""
    return (
        pl.when(value.is_between(1, 12))
        .then(pl.lit("n12"))
        .when(value.is_between(13, 31))
        .then(pl.lit("n31"))
        .when(value < 100)
        .then(pl.lit("n99"))
        .otherwise(pl.lit("int"))
    )


def with_digits(rows: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Set `cls` and `value` of digit tokens and of signs."""
    key, is_digit = pl.col("norm"), pl.col("kind") == "digit"
    whole = key.str.contains(r"^[0-9]{1,9}$")
    number = pl.when(whole).then(key).cast(pl.Int64, strict=False)
    parts = [key.str.split(".").list.get(i, null_on_oob=True).cast(pl.Int64, strict=False) for i in range(3)]
    dotted = key.str.contains(DOTTED)
    cls = (
        pl.when("in_document")
        .then(None)
        .when(dotted)
        .then(pl.lit("dotted"))
        .when("is_year")
        .then(pl.lit("year"))
        .when(whole)
        .then(size(number))
        .when(key.str.contains(r"^[0-9]+[.,][0-9]{1,2}$"))
        .then(pl.lit("dec"))
        .otherwise(pl.lit("big"))
    )
    value = pl.when(dotted).then(parts[2] * 10_000 + parts[1] * 100 + parts[0]).otherwise(number)
    numbers = rows.pipe(numbered).with_row_index("_i").pipe(_with_context, lexicon)
    digits = numbers.filter(is_digit).select("_i", _cls=cls, _value=value)
    return (
        numbers.join(digits, on="_i", how="left", maintain_order="left")
        .with_columns(
            cls=pl.when(is_digit).then("_cls").otherwise(pl.coalesce("cls", _sign())),
            value=pl.when(is_digit).then("_value").otherwise("value"),
        )
        .drop("_i", "_sid", "_cls", "_value", "in_document", "is_year")
    )


def _glued(step: int) -> pl.Expr:
    """Tell whether the token `step` ahead stands right behind the one before it."""
    return ~near("gap", step).fill_null(True)


def _with_context(rows: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Add `in_document` (glued to a slash and Latin letters: "07/2021/ND-CP", a URL) and `is_year`."""
    joint = (pl.col("norm") == "/") & ~pl.col("gap") & _glued(1) & (near("kind", 1) == "latin")
    run = pl.col("gap").cum_sum()
    runs = rows.select(run=run, joint=joint.fill_null(False)).filter("joint")["run"].unique()
    around = [near("norm", step).alias(f"n{step}") for step in (-3, -2, -1, 1, 2)]
    kinds = [near("kind", step).cast(pl.String).alias(f"k{step}") for step in (-2, -1, 1)]
    years = (
        rows.with_columns(*around, *kinds)
        .filter((pl.col("kind") == "digit") & pl.col("norm").str.contains(YEAR))
        .select("_i", is_year=_is_year(lexicon))
    )
    return rows.with_columns(in_document=run.is_in(runs.implode())).join(
        years, on="_i", how="left", maintain_order="left"
    )


def _is_year(lexicon: Lexicon) -> pl.Expr:
    """Tell of four digits whether their company makes them a year (context.toml)."""
    context: dict[str, Any] = lexicon.table("times/context.toml")

    def within(key: pl.Expr, phrases: list[str]) -> pl.Expr:
        words = pl.Series(phrases, dtype=pl.String).to_frame("w").select(norm(folded(pl.col("w"), lexicon)))
        return key.is_in(words.to_series().implode()).fill_null(False)

    def yearlike(step: int) -> pl.Expr:
        return pl.col(f"n{step}").str.contains(YEAR).fill_null(False)

    following, before = pl.col("n1"), pl.col("n-1")
    counted = within(pl.concat_str("n1", "n2", separator=" "), context["counts"])
    apart = following.is_null() | ((pl.col("k1") == "punct") & ~within(following, ["%", "$", "/"]))
    listed = within(following, lexicon.table("times/words.toml")["and"]["0"]) & yearlike(2)
    timed = following.is_in(_time_words(lexicon).implode())
    latin, latin_before = pl.col("k-1") == "latin", pl.col("k-2") == "latin"
    titled = within(before, context["titled"]) | (
        latin & (within(pl.col("n-2"), context["titled"]) | (latin_before & within(pl.col("n-3"), context["titled"])))
    )
    paired = (before == "-") & yearlike(-2) & (following != "%")
    slashed = (following == "/") | (before == "/")
    money = within(before, context["money"]) | within(following, context["money"])
    admitted = (
        ((within(following, context["followers"]) | apart | listed | timed) & ~counted)
        | titled
        | paired
        | slashed
        | within(before, context["leaders"])
    )
    return admitted.fill_null(False) & ~money


def _time_words(lexicon: Lexicon) -> pl.Series:
    """List first words of classes that may follow a year ("2024 تیسری سہ ماہی"), nouns of units left out."""
    after = [
        "month", "quarter", "half", "ord", "q", "base", "before", "decade", "hijra", "bc", "within", "same",
        "school", "fiscal", "after", "inside", "samewhen", "samedate",
    ]  # fmt: skip
    firsts = pl.col("key").str.split(END).list.first()
    return vocabulary(lexicon).filter(pl.col("cls").is_in(after)).select(firsts.unique()).to_series()


def _sign() -> pl.Expr:
    sign = pl.col("norm").replace_strict(_SIGNS, default=None, return_dtype=pl.String)
    glued = ~pl.col("gap") & _glued(1)
    hour = near("norm", -1).str.contains(r"^(?:[01]?[0-9]|2[0-4])$").fill_null(False)
    minute = near("norm", 1).str.contains(r"^[0-5][0-9]$").fill_null(False)
    return (
        pl.when((pl.col("norm") == ":") & glued & hour & minute)
        .then(pl.lit("colon"))
        .when((sign == "slash") & ~glued)
        .then(None)
        .otherwise(sign)
    )
