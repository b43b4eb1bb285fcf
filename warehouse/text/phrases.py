"""Find phrases of the lexicon in the token frame: exact on `norm`, or over word forms on `stem`."""

from __future__ import annotations

from typing import Any, Final

import polars as pl

from warehouse.lexicon import Lexicon
from warehouse.text.fold import folded, norm

SPLIT: Final = r"[0-9]+|[\p{L}\p{M}]+[0-9]?|[^\s]"
"""How a phrase of the lexicon is split into words; the tokeniser splits text the same way."""

_JOINT: Final = "\x1f"
_SENTENCE: Final = ["article_id", "p", "sent"]


def stem(key: pl.Expr, lexicon: Lexicon) -> pl.Expr:
    """Make the stem of a `norm` column: irregular forms by list, else one ending off where three letters stay.

    >>> from warehouse.lexicon import load_lexicon
    >>> frame = pl.DataFrame({"norm": ["کمیونوں", "اضلاع", "گھرانے", "گھرانوں", "کیا"]})
    >>> frame.select(stem(pl.col("norm"), load_lexicon())).to_series().to_list()
    ['کمیون', 'ضلع', 'گھران', 'گھران', 'کیا']
    """
    forms = lexicon.table("forms.toml")
    endings = "|".join(forms["suffixes"])
    whole = dict.fromkeys(forms["whole"])
    cut = key.str.replace(rf"^(.{{{forms['keep']},}}?)(?:{endings})$", "$1")
    listed = key.replace_strict(forms["irregular"] | {word: word for word in whole}, default=None)
    return pl.coalesce(listed, cut)


def phrase_frame(phrases: pl.DataFrame, lexicon: Lexicon, *, on: str = "stem") -> pl.DataFrame:
    """Compile a frame with a `phrase` column: adds `n` (words) and `_key`; `|` in a phrase gives alternatives.

    >>> from warehouse.lexicon import load_lexicon
    >>> phrase_frame(pl.DataFrame({"phrase": ["کم از کم|کم سے کم"]}), load_lexicon(), on="norm")["n"].to_list()
    [3, 3]
    """
    # the same lists are asked for many times in one reading; a compiled one belongs to its lexicon
    name = ("phrases", on, tuple(phrases.columns), tuple(phrases.rows()))
    compiled: pl.DataFrame = lexicon.derived(name, lambda words: _compiled(phrases, words, on))
    return compiled


def _compiled(phrases: pl.DataFrame, lexicon: Lexicon, on: str) -> pl.DataFrame:
    words = (
        phrases.with_columns(phrase=pl.col("phrase").str.split("|"))
        .explode("phrase")
        .with_columns(phrase=pl.col("phrase").str.strip_chars())
        .filter(pl.col("phrase") != "")
        .with_row_index("_id")
    )
    keys = (
        words.select("_id", _word=norm(folded(pl.col("phrase"), lexicon)).str.extract_all(SPLIT))
        .explode("_word")
        .with_columns(_word=stem(pl.col("_word"), lexicon) if on == "stem" else pl.col("_word"))
        .group_by("_id", maintain_order=True)
        .agg(n=pl.len(), _key=pl.col("_word").str.join(_JOINT))
    )
    return words.join(keys, on="_id", maintain_order="left").drop("_id")


def occurrences(tokens: pl.DataFrame, phrases: pl.DataFrame, *, on: str = "stem") -> pl.DataFrame:
    """Find every occurrence of compiled phrases inside a sentence.

    Columns: `article_id`, `p`, `sent`, `clause`, `t_start`, `t_end` (exclusive), `char_start`, `char_end`, and those
    of `phrases` (see `phrase_frame`) but `_key`.
    """
    first = pl.col("_key").str.split(_JOINT).list.first()
    compiled = phrases.with_columns(_first=first)
    begun = pl.col(on).is_in(compiled["_first"].unique().implode())
    candidates = tokens.with_row_index("_row").filter(begun)
    columns = ["article_id", "p", "sent", "clause", "t_start", "t_end", "char_start", "char_end"]
    extra = [name for name in phrases.columns if name != "_key"]
    types = {**tokens.schema, **phrases.schema, "t_start": tokens.schema["t"], "t_end": pl.Int32()}
    found = [pl.DataFrame(schema={name: types[name] for name in (*columns, *extra)})]
    for (n,), of_size in compiled.partition_by("n", as_dict=True).items() if candidates.height else ():
        at = candidates.filter(pl.col(on).is_in(of_size["_first"].unique().implode()))
        met = _with_key(at, tokens, int(n), on).join(of_size, on="_key")
        found.append(met.with_columns(t_start="t", t_end=(pl.col("t") + n).cast(pl.Int32)).select(*columns, *extra))
    return pl.concat(found).sort("article_id", "p", "t_start", "t_end", maintain_order=True)


def _with_key(at: pl.DataFrame, tokens: pl.DataFrame, n: int, on: str) -> pl.DataFrame:
    """Join the `n` words from each candidate on, where they stand in one sentence; other tokens are never touched."""
    rows = [(at["_row"] + i).clip(0, max(tokens.height - 1, 0)) for i in range(n)]
    last = tokens.select(pl.col(name).alias(f"_last_{name}") for name in [*_SENTENCE, "char_end"])[rows[-1]]
    ahead = at.with_columns(*[tokens[on].gather(rows[i]).alias(f"_w{i}") for i in range(1, n)], *last.iter_columns())
    inside = pl.all_horizontal(pl.col(name) == pl.col(f"_last_{name}") for name in _SENTENCE)
    return ahead.filter(inside & (pl.col("_row") + n <= tokens.height)).with_columns(
        _key=pl.concat_str([on, *[f"_w{i}" for i in range(1, n)]], separator=_JOINT), char_end="_last_char_end"
    )


def longest(spans: pl.DataFrame) -> pl.DataFrame:
    """Keep, of spans that overlap in a paragraph, the one that starts first, and of those the longest."""
    place = ["article_id", "p"]
    reach = pl.col("t_end").cum_max().shift(1, fill_value=0).over(place)
    ordered = spans.sort([*place, "t_start", "t_end"], descending=[False, False, False, True])
    return ordered.unique([*place, "t_start"], keep="first", maintain_order=True).filter(pl.col("t_start") >= reach)


def table_phrases(rows: list[dict[str, Any]], lexicon: Lexicon, *, on: str = "stem") -> pl.DataFrame:
    """Compile phrases from lexicon rows (dictionaries with a `phrase` key)."""
    return phrase_frame(pl.DataFrame(rows), lexicon, on=on)
