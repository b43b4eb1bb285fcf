"""Second pass: what binds a point of time ("until", "before", "compared with"), and ranges of two points."""

from __future__ import annotations

from typing import Any, Final

import polars as pl

from warehouse.lexicon import Lexicon
from warehouse.text.times.grammar import INSIDE, POINT, SENTENCE, Grammar, compiled, cut, near, numbered
from warehouse.text.times.points import GRAMMAR
from warehouse.text.times.vocabulary import class_names

_NUMBERS: Final = ["n12", "n31", "n99", "int", "dec", "big", "frac", "year"]

_FILLERS: Final = 3
"""Words between a base and the difference from it ("2025 کی وصولی پر کم از کم 10% کی بڑھوتری")."""

_PLAIN: Final = ["", "o"]

_OF_PLAN: Final = range(2, 6)
"""How many words after a time the plan may stand that it sets ("2025 کے پورے سرمایہ منصوبے کا")."""

_OF_POINT: Final = ["name", "number", "y", "term", "start", "end", "grain", "inferred", "unit"]


def bind_grammar(lexicon: Lexicon) -> Grammar:
    """Compile the rules of the second pass."""
    return lexicon.derived("time_binds", _bind_grammar)


def _bind_grammar(lexicon: Lexicon) -> Grammar:
    table: dict[str, Any] = lexicon.table(GRAMMAR)
    names = [*(POINT + rule["name"] for rule in table["point"]), *class_names(lexicon)]
    return compiled(table["bind"], table["parts"], table["groups"], names)


def bound(units: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Bind the points of each sentence: one row a time expression.

    Columns: those of `SENTENCE`, `clause`, the span, `bind` (the rule), `published`, for the first point and (`_2`) the
    last one what `points` says of them, `compares` (a difference or a multiple follows),
    `shares` (a share or a multiple follows), `follower` (the class of the next word),
    `aside` ("only" stands before it), `of_plan` (it says whose plan follows: "2025 کے منصوبے کا 75%").
    """
    grammar = bind_grammar(lexicon)
    coded = numbered(units).with_columns(
        _code=pl.when("inside").then(pl.lit(INSIDE)).otherwise(grammar.letter(pl.col("name"))),
        _compares=_compares(),
        _falls=_falls(),
        _shares=_ahead(1).is_in(_NUMBERS) & _ahead(2).is_in(["percent", "times"]),
        _multiple=_multiple(),
        _aside=(near("name", -1) == "only").fill_null(False),
        _follower=near("name", 1),
        _of_plan=_of_plan(),
    )
    pieces = cut(coded, "_code", grammar.pattern, pl.col("piece").str.len_chars())
    names = pieces.select(pl.col("piece").unique()).with_columns(bind=grammar.named(pl.col("piece")))
    of_points = [
        expression
        for name in _OF_POINT
        for expression in (
            pl.col(name).filter(pl.col("is_point")).first(),
            pl.col(name).filter(pl.col("is_point")).last().alias(f"{name}_2"),
        )
    ]
    return (
        pieces.join(names, on="piece", how="left", maintain_order="left")
        .with_columns(
            bind=pl.when((pl.col("bind") == "in") & pl.col("_multiple")).then(pl.lit("base")).otherwise("bind")
        )
        .filter(pl.col("bind").is_not_null())
        .group_by("seg", maintain_order=True)
        .agg(
            *[pl.col(name).first() for name in [*SENTENCE, "clause", "t_start", "char_start", "bind"]],
            pl.col("t_end").last(),
            pl.col("char_end").last(),
            *of_points,
            published=pl.col("published").filter(pl.col("is_point")).first(),
            aside=pl.col("_aside").first(),
            compares=pl.col("_compares").last() | ((pl.col("bind").first() == "since_end") & pl.col("_falls").last()),
            shares=pl.col("_shares").last(),
            follower=pl.col("_follower").last(),
            of_plan=pl.col("_of_plan").last(),
        )
        .drop("seg")
    )


def _compares() -> pl.Expr:
    """Tell of a unit whether what follows it is a difference: "(2020 سے) 1.7 گنا زیادہ", "(2022 سے) کم"."""

    def difference(at: int) -> pl.Expr:
        share = (_ahead(at + 1) == "percent") & ((_ahead(at + 2) == "more") | (_ahead(at + 3) == "more"))
        return _ahead(at).is_in(_NUMBERS) & ((_ahead(at + 1) == "times") | share)

    # "5 زیادہ", but not "15 سے زیادہ"
    counted = _ahead(1).is_in(_NUMBERS) & (_ahead(2) == "more")
    # "312.5 بلین VND بڑھے"
    amount = pl.any_horizontal(
        pl.all_horizontal(
            _ahead(at).is_in(_NUMBERS),
            *(_ahead(at + step).is_in([*_PLAIN, "scale"]) for step in range(1, wide)),
            _ahead(at + wide) == "more",
        )
        for at in (1, 2)
        for wide in (2, 3)
    )
    return (
        _ahead(1).is_in(["more", "times"])
        | counted
        | amount
        | pl.any_horizontal(difference(at) for at in range(1, _FILLERS + 2))
    )


def _falls() -> pl.Expr:
    """Tell of a unit whether a difference follows in a few words: "(2020 کے آخر سے) اس میں 400 بلین کا اضافہ"."""
    return pl.any_horizontal(
        pl.all_horizontal(
            *(_ahead(step).is_in([*_PLAIN, "mein"]) for step in range(1, at)),
            _ahead(at).is_in(_NUMBERS),
            *(_ahead(at + step).is_in([*_PLAIN, "scale", "percent", "ki"]) for step in range(1, wide)),
            _ahead(at + wide) == "more",
        )
        for at in range(1, _FILLERS + 3)
        for wide in range(1, _FILLERS + 2)
    )


def _multiple() -> pl.Expr:
    """Tell of a unit whether a multiple of it follows: "2020 کا 1.5 گنا", "2019 کا دگنا"."""
    number = _ahead(2).is_in(_NUMBERS) & (_ahead(3) == "times")
    later = _ahead(3).is_in(_NUMBERS) & (_ahead(4) == "times")
    return ((_ahead(1) == "ki") & (number | later | (_ahead(2) == "times"))).fill_null(False)


def _of_plan() -> pl.Expr:
    """Tell of a unit whether the plan that it sets follows: "2025 کے سرمائے کے منصوبے کا 75%"."""
    return (_ahead(1) == "ki") & pl.any_horizontal(
        pl.all_horizontal(
            _ahead(at) == "planned", *(_ahead(between).is_in([*_PLAIN, "ki"]) for between in range(2, at))
        )
        for at in _OF_PLAN
    )


def _ahead(step: int) -> pl.Expr:
    return near("name", step).fill_null("")
