"""Names that no figure is about: homes of people, partner countries, goals of a journey, parents, yardsticks."""

from __future__ import annotations

from typing import Final

import polars as pl

from warehouse.figures.places.candidates import PARAGRAPH
from warehouse.figures.places.gazetteer import Places

_INTO: Final = 3
"""Tokens from a name to the next one of the same phrase ("Y صوبے کے ضلع X", "X اور سابق Z")."""

_SENTENCE: Final = [*PARAGRAPH, "sent"]


def with_topics(units: pl.DataFrame, named: pl.DataFrame, places: Places) -> pl.DataFrame:
    """Add `trading` (the clause tells of visitors, workers, markets) and `of_nation` (a national body speaks)."""
    clause = [*_SENTENCE, "clause"]
    words = named.filter(pl.col("norm").is_in(places.words["not_places"]["travellers"]))
    told = words.select(*clause, trading=pl.lit(value=True)).unique()
    joined = units.join(told, on=clause, how="left", maintain_order="left")
    national = national_words(named, places).select(*_SENTENCE, of_nation=pl.lit(value=True)).unique()
    joined = joined.join(national, on=_SENTENCE, how="left", maintain_order="left")
    return joined.with_columns(pl.col("trading", "of_nation").fill_null(value=False))


def aside(places: Places) -> pl.Expr:
    """Mark the names a sentence tells only in passing."""
    return pl.any_horizontal(
        _delegates_home(places),
        _partner(places),
        _goal(places),
        _yardstick(places),
        _parent(places),
        _joint(places),
        _seat(places),
    ).fill_null(value=False)


def _behind(places: Places) -> tuple[pl.Expr, pl.Expr, pl.Expr]:
    """Give the words behind a name and its unit word: the case word, and the two after it."""
    unit = pl.col("unit_after").is_not_null()
    words = [pl.when(unit).then(f"a{step + 1}").otherwise(f"a{step}") for step in (1, 2, 3)]
    return words[0], words[1], words[2]


def _delegates_home(places: Places) -> pl.Expr:
    case, owned, further = _behind(places)
    no = places.words["not_places"]
    person = owned.is_in(no["attribution_after"])
    person |= owned.is_in(no["attribution_between"]) & further.is_in(no["attribution_after"])
    return case.is_in(places.words["case"]["genitive"]) & person


def _partner(places: Places) -> pl.Expr:
    """Mark another country that people and goods come from or go to: a figure is about it only in its "میں" or "کی"."""
    case, owned, further = _behind(places)
    trade = places.words["not_places"]["partner_after"]
    genitive = case.is_in(places.words["case"]["genitive"])
    inside = genitive | case.is_in(places.words["case"]["locative"])
    trading = owned.is_in(trade) | (genitive & further.is_in(trade))
    # "جنوبی کوریا نے 640 ہزار سیاح بھیجے", but "تھائی لینڈ نے 50 ملین دیے"
    giving = case.is_in(places.words["case"]["subject"]) & ~pl.col("trading")
    return (pl.col("level") == "foreign") & ~giving & (~inside | trading).fill_null(value=True)


def _goal(places: Places) -> pl.Expr:
    case, _, _ = _behind(places)
    return case.is_in(places.words["not_places"]["goal_before"])


def _yardstick(places: Places) -> pl.Expr:
    """Mark the country where a place is measured by it ("ویتنام میں سب سے بڑا")."""
    case, owned, further = _behind(places)
    words, cases = places.words["yardstick"], places.words["case"]
    ranked = owned.is_in(words["first"]) | ((owned == words["most"][0]) & (further == words["most"][1]))
    ranked &= case.is_in([*cases["genitive"], *cases["locative"]])
    return (pl.col("level") == "country") & ranked


def _parent(places: Places) -> pl.Expr:
    """Mark a parent that only tells where the unit beside it lies."""
    case, _, _ = _behind(places)
    unit = pl.col("unit_after").is_not_null()
    child = pl.col("path").shift(1).over(_SENTENCE)
    between = 1 + unit.shift(1).over(_SENTENCE).cast(pl.Int32) + pl.col("unit_before").is_not_null().cast(pl.Int32)
    close = pl.col("t_start") - pl.col("t_end").shift(1).over(_SENTENCE) <= between
    # "ضلع X، صوبہ Y میں 5 کمیون"
    comma = pl.when(pl.col("unit_before").is_null()).then(pl.col("b1")).otherwise(pl.col("b2")).is_in(["،", ","])
    listed = child.str.starts_with(pl.col("path") + "/") & close & comma
    # "صوبہ Y کے ضلع X میں": a parent whose genitive runs on into its unit
    into = pl.col("path").shift(-1).over(_SENTENCE).str.starts_with(pl.col("path") + "/")
    near = pl.col("t_start").shift(-1).over(_SENTENCE) - pl.col("t_end") <= _INTO
    owner = case.is_in(places.words["case"]["genitive"]) & into & near & (pl.col("p") >= 0)
    return listed.fill_null(value=False) | owner.fill_null(value=False)


def _joint(places: Places) -> pl.Expr:
    """Mark units taken together ("X، Y اور سابق Z کی ملی جلی GRDP"): the figure is of none of them."""
    case, owned, _ = _behind(places)
    joint = case.is_in(places.words["case"]["genitive"]) & owned.is_in(places.words["together"]["words"])
    beside = pl.col("t_start") - pl.col("t_end").shift(1).over(_SENTENCE) <= _INTO
    last = pl.when(joint & beside).then("t_start").max().over([*_SENTENCE, "clause"])
    return pl.col("t_start") <= last


def _seat(places: Places) -> pl.Expr:
    """Mark the capital where a national body only met there ("ہنوئی میں، وزارت نے … کانفرنس کی")."""
    case, comma, _ = _behind(places)
    met = case.is_in(places.words["case"]["locative"]) & comma.is_in(["،", ","])
    return pl.col("path").is_in(places.words["national"]["seat"]) & met & pl.col("of_nation")


def national_words(tokens: pl.DataFrame, places: Places) -> pl.DataFrame:
    """Find the tokens that name a national body."""
    words = places.words["national"]
    pair = pl.concat_str("norm", pl.col("norm").shift(-1).over(PARAGRAPH), separator=" ")
    cue = pl.col("norm").is_in(words["words"]) | pair.is_in(words["phrases"])
    return tokens.filter(cue.fill_null(value=False))
