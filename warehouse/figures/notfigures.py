"""Numbers that are no figures, each with its class; times are classed in `text.times`."""

from __future__ import annotations

from typing import Final

import polars as pl

from warehouse.lexicon import Lexicon
from warehouse.text.phrases import occurrences, table_phrases

PARAGRAPH: Final = ["article_id", "p"]
_CHAIN_LINKS: Final = ["/", "-", ".", "_", "@", "="]


def not_figures(tokens: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Find the tokens that belong to documents, sequences, ordinals, grades, scores, idioms, slogans and furniture.

    Columns: `article_id`, `p`, `t`, `kind` (the class); one row a token, the first class in the list above.
    """
    numbered = tokens.with_columns(
        chunk=pl.col("gap").cum_sum().over(PARAGRAPH),
        is_number=(pl.col("kind") == "digit") | pl.col("norm").is_in(_number_words(lexicon)),
    )
    found = [
        _furniture(numbered, lexicon),
        _chains(numbered, lexicon),
        _after_words(numbered, lexicon),
        _before_words(numbered, lexicon),
        _idioms(numbered, lexicon),
        _slogans(numbered, lexicon),
        _ids(numbered),
    ]
    return pl.concat([frame.select(*PARAGRAPH, "t", "kind") for frame in found]).unique(
        [*PARAGRAPH, "t"], keep="first", maintain_order=True
    )


def _number_words(lexicon: Lexicon) -> pl.Series:
    return pl.Series([row["form"] for row in lexicon.rows("numbers.csv")]).implode()


def _phrases(lexicon: Lexicon, side: str) -> pl.DataFrame:
    def build(lexicon: Lexicon) -> pl.DataFrame:
        table = lexicon.table("notfigures.toml")
        rows = [{"phrase": phrase, "class": name} for name, entry in table.items() for phrase in entry.get(side, [])]
        return table_phrases(rows, lexicon, on="norm").drop("phrase")

    return lexicon.derived(f"notfigures:{side}", build)


def _furniture(tokens: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    heads = occurrences(tokens, _phrases(lexicon, "paragraph"), on="norm").filter(pl.col("t_start") == 0)
    return tokens.join(heads.select(PARAGRAPH).unique(), on=PARAGRAPH, how="semi").with_columns(
        kind=pl.lit("furniture")
    )


def _chains(tokens: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Class digits written into one word with Latin letters that are no unit: "07/2021/ND-CP", "ST25", addresses."""
    unit_letters = pl.Series(_latin_units(lexicon)).implode()
    linked = pl.col("kind").is_in(["digit", "latin"]) | pl.col("norm").is_in(_CHAIN_LINKS)
    chain = (pl.col("gap") | ~linked | ~linked.shift(1, fill_value=False)).cum_sum().over(PARAGRAPH)
    letters = (pl.col("kind") == "latin") & ~pl.col("norm").is_in(unit_letters)
    written = tokens.with_columns(chain=chain).with_columns(lettered=letters.any().over([*PARAGRAPH, "chain"]))
    return written.filter(pl.col("lettered") & (pl.col("kind") == "digit")).with_columns(kind=pl.lit("document"))


def _latin_units(lexicon: Lexicon) -> list[str]:
    table = lexicon.table("units.toml")
    forms = [form for unit in table["unit"] for form in unit["forms"] + unit.get("subforms", [])]
    forms += [form for entry in table["per"]["denominator"] for form in entry["forms"]]
    scales = [row["form"] for row in lexicon.rows("numbers.csv") if row["kind"] == "scale"]
    grades = lexicon.table("notfigures.toml")["grade"]["after"]
    return sorted({word for form in forms + scales + grades for word in form.split() if word.isascii() or "đ" in word})


def _after_words(tokens: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Class numbers by the word after them, a hyphen between or not; both ends of a range share its grade."""
    words = occurrences(tokens, _phrases(lexicon, "after"), on="norm").select(
        *PARAGRAPH, pl.col("t_start").alias("at"), "class"
    )
    hyphen = pl.col("norm").shift(-1).over(PARAGRAPH) == "-"
    numbers = tokens.with_columns(
        at=pl.col("t") + pl.when(hyphen.fill_null(False)).then(2).otherwise(1),
        before=pl.col("t") - 2,
        joint=pl.col("norm").shift(1).over(PARAGRAPH),
    ).filter("is_number")
    hit = numbers.join(words.with_columns(pl.col("at").cast(pl.Int32)), on=[*PARAGRAPH, "at"], how="inner")
    joints = pl.Series(lexicon.table("grammar.toml")["range"]["joints"]).implode()
    low_end = hit.filter((pl.col("class") == "grade") & pl.col("joint").is_in(joints)).with_columns(
        t=pl.col("before").cast(pl.Int32)
    )
    low_end = low_end.join(numbers.select(*PARAGRAPH, "t"), on=[*PARAGRAPH, "t"], how="semi")
    return pl.concat([hit, low_end]).with_columns(kind="class")


def _before_words(tokens: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Class numbers by the word before them ("قرارداد 88", "گاؤں 3"), with all that is written into one word."""
    words = occurrences(tokens, _phrases(lexicon, "before"), on="norm").select(
        *PARAGRAPH, pl.col("t_end").alias("t"), "class"
    )
    counting = pl.Series(lexicon.table("notfigures.toml")["sequence"]["unless"] + _counting_forms(lexicon)).implode()
    following = tokens.with_columns(
        counts=pl.col("norm").shift(-1).over(PARAGRAPH).is_in(counting).fill_null(False),
        separated=pl.col("norm").str.contains(r"[,،]"),
    )
    hit = following.join(words.with_columns(pl.col("t").cast(pl.Int32)), on=[*PARAGRAPH, "t"]).filter(
        (pl.col("class") == "counter")
        | ((pl.col("class") == "score") & (pl.col("kind") == "digit") & ~pl.col("counts"))
        | (~pl.col("counts") & ~pl.col("separated"))
    )
    chunks = hit.select(*PARAGRAPH, "chunk", "class").unique([*PARAGRAPH, "chunk"], keep="first", maintain_order=True)
    return tokens.join(chunks, on=[*PARAGRAPH, "chunk"]).filter(pl.col("kind") == "digit").with_columns(kind="class")


def _counting_forms(lexicon: Lexicon) -> list[str]:
    units = [form for unit in lexicon.table("units.toml")["unit"] for form in unit["forms"] if " " not in form]
    scales = [row["form"] for row in lexicon.rows("numbers.csv") if row["kind"] == "scale"]
    return units + scales


def _idioms(tokens: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    phrases = occurrences(tokens, _phrases(lexicon, "phrases"), on="norm")
    inside = phrases.with_columns(t=pl.int_ranges("t_start", "t_end", dtype=pl.Int32)).explode("t")
    return inside.with_columns(kind=pl.lit("idiom"))


def _slogans(tokens: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    rule = lexicon.table("notfigures.toml")["slogan"]
    mark = pl.col("norm").is_in(pl.Series(rule["quotes"]).implode())
    quoted = tokens.with_columns(quote=mark.cum_sum().over(PARAGRAPH)).filter(~mark & (pl.col("quote") % 2 == 1))
    short = pl.len().over([*PARAGRAPH, "quote"]) <= rule["longest"]
    return quoted.filter(short & pl.col("is_number")).with_columns(kind=pl.lit("slogan"))


def _ids(tokens: pl.DataFrame) -> pl.DataFrame:
    """Class long strings of digits that no separator groups: telephone numbers and ids."""
    return tokens.filter(pl.col("norm").str.contains(r"^(?:0[0-9]{6,}|[0-9]{10,})$")).with_columns(kind=pl.lit("id"))
