"""Number words that are other words where they stand: articles, verbs, pronouns, years, vague plurals."""

from __future__ import annotations

from typing import Any

import polars as pl

from warehouse.lexicon import Lexicon
from warehouse.text.phrases import stem

_YEARS = (1100, 2100)


def doubt(lexicon: Lexicon) -> dict[str, pl.Expr]:
    """Make `doubt` (the class of a run that may be no number, else null) and `proof` (what would clear it: "unit").

    Reads the columns of `number_runs` and the words beside: `before_1`, `before_2`, `after_1` …, `counts`, `in_list`.
    """
    rules: dict[str, Any] = lexicon.table("grammar.toml")
    words = rules["homograph"]
    alone = pl.col("alone")
    care = pl.when(alone).then(pl.col("care")).fill_null("")
    # "ایک سے ڈیڑھ کروڑ", "تین میں سے ایک"
    to_number = pl.col("after_1").is_in(rules["range"]["joints"]) & pl.col("number_after_2").is_not_null()
    pair = pl.col("after_1").is_in(words["pair"])
    verb = pl.col("punct_after") | (
        pl.col("after_1").is_in(words["after_verb"])
        & (pl.col("before_1").is_in(words["verb_stems"]) | pl.col("before_1").str.contains(words["infinitive"]))
    )
    people = pl.col("stem_after").is_in(_stems(lexicon, "people"))
    plural = pl.col("after_1").is_in(words["plurals"]) | pl.col("after_1").str.contains(words["plural_endings"])
    compared = pl.concat_str("after_1", pl.lit(" "), "after_2").fill_null("")
    measured = compared.is_in(words["compared_words"])
    vague = pl.col("before_1").is_in(rules["vague"]["words"]).fill_null(False)
    scaled = pl.col("shape").str.starts_with("scale")
    counts = pl.col("counts")
    kind = (
        pl.when(pl.col("shape").str.contains(r"^(plus|point)$|point$|plus$"))
        .then(pl.lit("no number"))
        .when(scaled & vague)
        .then(pl.lit("vague"))
        .when(pl.col("bare") & ~counts & ~compared.is_in(words["compared"]))
        .then(pl.lit("vague"))
        .when((care == "article") & ~(to_number | _of(rules) | pair).fill_null(False))
        .then(pl.lit("article"))
        .when((care == "verb") & verb.fill_null(False))
        .then(pl.lit("verb"))
        .when((care == "list") & ~pl.col("in_list") & ~counts & ~measured)
        .then(pl.lit("homograph"))
        .when((care == "plural") & ~pl.col("in_list") & ~measured & ~(counts & plural).fill_null(False))
        .then(pl.lit("homograph"))
        .when((care == "people") & ~pl.col("in_list") & ~people.fill_null(False))
        .then(pl.lit("homograph"))
        .when(alone & (pl.col("care") == "unit"))
        .then(pl.lit("homograph"))
        .when(_year(words))
        .then(pl.lit("time:year"))
    )
    clears = ~(scaled & vague) & ~pl.col("after_2").is_in(words["never"]).fill_null(False)
    return {"doubt": kind, "proof": pl.when(kind.is_not_null() & clears).then(pl.lit("unit"))}


def _of(rules: dict[str, Any]) -> pl.Expr:
    first, second = rules["fraction"]["of"][0].split()
    whole = pl.col("number_before_3").is_not_null() | pl.col("number_before_4").is_not_null()
    return (pl.col("before_2") == first) & (pl.col("before_1") == second) & whole


def _year(words: dict[str, Any]) -> pl.Expr:
    """See a year in words: "دو ہزار پچیس میں", "انیس سو سینتالیس کی"."""
    year = pl.col("word") & pl.col("value").is_between(*_YEARS) & (pl.col("value") % 1 == 0) & ~pl.col("counts")
    led = pl.col("before_1").is_in(words["year_before"])
    within = pl.col("after_1").is_in(words["year_after"]) & ~pl.col("after_2").is_in(words["not_year"]).fill_null(False)
    exact = pl.col("value") % 100 != 0
    spoken = pl.col("key").str.contains(words["century"])
    followed = pl.col("after_1").is_in(words["century_after"])
    return (year & (led | (exact & within) | (exact & spoken & followed))).fill_null(False)


def _stems(lexicon: Lexicon, key: str) -> list[str]:
    words = pl.DataFrame({"norm": lexicon.table("nouns.toml")[key]})
    return words.select(stem(pl.col("norm"), lexicon)).to_series().to_list()
