"""Numbers that are no figures, each with its class; times are classed in `text.times`."""

from __future__ import annotations

from typing import Final

import polars as pl

from warehouse.figures.notnumbers import enumerated, ids, letters, scores, slogans
from warehouse.lexicon import Lexicon
from warehouse.text.numbers import number_forms
from warehouse.text.phrases import occurrences, table_phrases
from warehouse.text.rows import beside

PARAGRAPH: Final = ["article_id", "p"]
_CHAIN_LINKS: Final = ["/", "-", ".", "_", "@", "="]
_LISTED: Final = 3
"""Numbers of one list that share the class of its first: "آرٹیکل 62، 63 اور 64"."""


def not_figures(tokens: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Find the tokens that belong to documents, sequences, ordinals, grades, scores, idioms, slogans and furniture.

    Columns: `article_id`, `p`, `t`, `kind` (the class); one row a token, the first class in the list above.
    """
    # chunk: what is written without white space; a paragraph begins with a gap, so chunks never cross paragraphs
    numbered = tokens.select(
        *[*PARAGRAPH, "sent", "clause", "t", "char_start", "char_end", "norm", "kind", "gap"],
        row=pl.int_range(pl.len()),
        chunk=pl.col("gap").cum_sum(),
        is_number=(pl.col("kind") == "digit") | pl.col("norm").is_in(number_forms(lexicon)),
    )
    measured = pl.Series(_counting_forms(lexicon)).implode()
    found = [
        _furniture(numbered, lexicon),
        _chains(numbered, lexicon),
        _after_words(numbered, lexicon),
        _before_words(numbered, lexicon, measured),
        letters(numbered, lexicon),
        _idioms(numbered, lexicon),
        slogans(numbered, lexicon),
        ids(numbered),
        scores(numbered, lexicon),
        enumerated(numbered),
    ]
    classes = pl.concat([frame.select(*PARAGRAPH, "t", "kind") for frame in found])
    return classes.unique([*PARAGRAPH, "t"], keep="first", maintain_order=True)


def _phrases(lexicon: Lexicon, side: str) -> pl.DataFrame:
    def build(lexicon: Lexicon) -> pl.DataFrame:
        table = lexicon.table("notfigures.toml")
        rows = [{"phrase": phrase, "class": name} for name, entry in table.items() for phrase in entry.get(side, [])]
        return table_phrases(rows, lexicon, on="norm").drop("phrase")

    return lexicon.derived(f"notfigures:{side}", build)


def _furniture(tokens: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Class paragraphs that begin as furniture does, and those left in Latin letters: "Ảnh 1."."""
    latin = (pl.col("kind") == "latin").any() & ~pl.col("norm").str.contains(r"\p{Arabic}").any()
    untranslated = tokens.filter(latin.over(PARAGRAPH)).select(PARAGRAPH).unique()
    heads = occurrences(tokens.filter(pl.col("t") < 4), _phrases(lexicon, "paragraph"), on="norm")
    begins = heads.filter(pl.col("t_start") == 0).select(PARAGRAPH).unique()
    begins = pl.concat([begins, untranslated])
    return tokens.join(begins, on=PARAGRAPH, how="semi").with_columns(kind=pl.lit("furniture"))


def _chains(tokens: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Class digits written into one word with Latin letters that are no unit: "07/2021/ND-CP", "ST25", addresses."""
    unit_letters = pl.Series(_latin_units(lexicon)).implode()
    linked = pl.col("kind").is_in(["digit", "latin"]) | pl.col("norm").is_in(_CHAIN_LINKS)
    written = tokens.with_columns(chain=(pl.col("gap") | ~linked | ~linked.shift(1, fill_value=False)).cum_sum())
    named = written.filter((pl.col("kind") == "latin") & ~pl.col("norm").is_in(unit_letters))
    digits = written.filter(pl.col("kind") == "digit")
    return digits.filter(pl.col("chain").is_in(named["chain"].unique().implode())).with_columns(kind=pl.lit("document"))


def _latin_units(lexicon: Lexicon) -> list[str]:
    table = lexicon.table("units.toml")
    forms = [form for unit in table["unit"] for form in unit["forms"] + unit.get("subforms", [])]
    forms += [form for entry in table["per"]["denominator"] for form in entry["forms"]]
    scales = _scales(lexicon)
    grades = lexicon.table("notfigures.toml")["grade"]["after"]
    return sorted({word for form in forms + scales + grades for word in form.split() if word.isascii() or "đ" in word})


def _after_words(tokens: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Class numbers by the word after them, a hyphen between or not; both ends of a range share its grade."""
    words = occurrences(tokens, _phrases(lexicon, "after"), on="norm").select(
        *PARAGRAPH, pl.col("t_start").alias("at"), "class"
    )
    joints = pl.Series(lexicon.table("grammar.toml")["range"]["joints"]).implode()
    numbers = tokens.select(
        *[*PARAGRAPH, "t", "is_number", "kind"],
        scale=pl.col("norm").is_in(pl.Series(_scales(lexicon)).implode()),
        at=pl.col("t") + pl.when(beside("norm", 1) == "-").then(2).otherwise(1).cast(pl.Int32),
        low=pl.when(beside("norm", -1).is_in(joints) & beside("is_number", -2)).then(pl.col("t") - 2),
    ).filter("is_number")
    hit = numbers.join(words, on=[*PARAGRAPH, "at"]).filter(
        # digits before a word of time are read by `text.times`, which dates them
        ((pl.col("class") != "time:duration") | (pl.col("kind") != "digit"))
        # "43 ملین بار معائنہ": what was done by the million is counted, not repeated
        & ((pl.col("class") != "repetition") | ~pl.col("scale"))
    )
    low_end = hit.filter((pl.col("class") == "grade") & pl.col("low").is_not_null())
    return pl.concat([hit.select(*PARAGRAPH, "t", kind="class"), low_end.select(*PARAGRAPH, t="low", kind="class")])


def _before_words(tokens: pl.DataFrame, lexicon: Lexicon, measured: pl.Series) -> pl.DataFrame:
    """Class numbers by the word before them ("قرارداد 88", "گاؤں 3"), with all that is written into one word."""
    rules = lexicon.table("notfigures.toml")
    words = occurrences(tokens, _phrases(lexicon, "before"), on="norm").select(
        *PARAGRAPH, pl.col("t_end").alias("t"), "class"
    )
    # "مقرر کردہ سطح 4 - 4.5%": a range that is measured numbers nothing
    joints = pl.Series(lexicon.table("grammar.toml")["range"]["joints"]).implode()
    ranged = beside("norm", 1).is_in(joints) & beside("norm", 3).is_in(measured)
    following = tokens.select(
        *[*PARAGRAPH, "t", "chunk", "norm", "kind", "row"],
        measured=(beside("norm", 1).is_in(measured) | ranged).fill_null(False),
        verb=beside("norm", 1).is_in(rules["sequence"]["unless"]).fill_null(False),
        closes=(beside("norm", 1).is_in(rules["closed"]["by"]) | (beside("kind", 1) == "punct")).fill_null(True),
    )
    counts = pl.col("measured") | pl.col("verb")
    named = pl.col("class").is_in(["score", "id"])
    hit = following.join(words, on=[*PARAGRAPH, "t"]).filter(
        (pl.col("class") == "counter")
        | (named & (pl.col("kind") == "digit") & ~pl.col("measured"))
        | ((pl.col("class") == "closed") & (pl.col("kind") == "digit") & pl.col("closes") & ~counts)
        # a bracket after a name may hold what is counted there, after a document its number
        | (
            ~named
            & (pl.col("class") != "closed")
            & ((pl.col("kind") != "punct") | (pl.col("class") == "document"))
            & ~counts
            & ~pl.col("norm").str.contains(r"[,،]")
        )
    )
    chunks = hit.select("chunk", pl.col("class").replace({"closed": "sequence"}))
    digits = following.filter(pl.col("kind") == "digit")
    whole = digits.join(chunks.unique("chunk", keep="first", maintain_order=True), on="chunk")
    return _listed(whole, digits, tokens, lexicon).select(*PARAGRAPH, "t", kind="class")


def _listed(hit: pl.DataFrame, digits: pl.DataFrame, tokens: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Carry the class over to the rest of a list: "آرٹیکل 62 اور 63 پر", groups of a telephone number."""
    grammar = lexicon.table("grammar.toml")
    joints = tokens.filter(pl.col("norm").is_in(grammar["list_separators"] + grammar["range"]["joints"])).select("row")
    rest = digits.filter(~pl.col("measured"))
    known = last = hit
    for _ in range(_LISTED):
        ahead = last.select("class", row=pl.col("row") + 1)
        joined = ahead.join(joints, on="row", how="semi").with_columns(pl.col("row") + 1)
        spaced = ahead.filter(pl.col("class") == "id")
        listed = rest.filter("closes").join(joined, on="row")
        last = pl.concat([listed, rest.join(spaced, on="row")]).join(known, on="row", how="anti").unique("row")
        known = pl.concat([known, last.select(known.columns)])
    return known


def _counting_forms(lexicon: Lexicon) -> list[str]:
    units = [form for unit in lexicon.table("units.toml")["unit"] for form in unit["forms"] if " " not in form]
    return units + _scales(lexicon)


def _scales(lexicon: Lexicon) -> list[str]:
    return [row["form"] for row in lexicon.rows("numbers.csv") if row["kind"] == "scale"]


def _idioms(tokens: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    phrases = occurrences(tokens, _phrases(lexicon, "phrases"), on="norm")
    inside = phrases.with_columns(t=pl.int_ranges("t_start", "t_end", dtype=pl.Int32)).explode("t")
    return inside.with_columns(kind=pl.lit("idiom"))
