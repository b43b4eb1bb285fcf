"""The signature of a text, by which the same story under another address and publisher is found."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import polars as pl
from rensa import RMinHash

from warehouse.figures.schemas import SIGNATURES
from warehouse.lexicon import Lexicon, load_lexicon
from warehouse.text.fold import FILLER, folded

SHINGLE: Final = 3
"""Words of a shingle: news in one register shares words and pairs of words, hardly a third in a row."""
LEAST: Final = 20
"""Shingles that a text must have: a photo caption is like many others."""
BANDS: Final = 16
ROWS: Final = 4
"""Bands and rows of the locality-sensitive hash: of two texts that share 0.6 of their shingles it finds 89 in 100, at
0.7 99, at 0.3 12; candidates are then compared shingle by shingle (`core.likeness`)."""
_SEED: Final = 1  # fixed: signatures of every run must meet

_WORD: Final = r"[\p{L}\p{N}\p{M}]+"
_NUMBER: Final = r"[0-9]+(?:[.,\u066b\u066c][0-9]+)*"
_SEPARATOR: Final = r"[.,\u066b\u066c]"
_LEADING_ZEROS: Final = r"^0+([0-9])"  # of days and months


def signatures(articles: pl.DataFrame, figures: pl.DataFrame, lexicon: Lexicon | None = None) -> pl.DataFrame:
    """Make the signature of each article that is long enough to have one.

    `articles` and `figures` have the columns of ARTICLES and FIGURES; the result has those of SIGNATURES. The shingles
    are hashes of each three words that follow one another in a paragraph, folded, without punctuation. The numbers are
    those written in digits, without separators (dates too: they tell yesterday's gold price from today's), and the
    values of figures written in words.
    """
    paragraphs = (
        articles.select("article_id", text="paragraphs")
        .explode("text")
        .with_row_index("p")
        .with_columns(
            folded(pl.col("text").fill_null(""), lexicon or load_lexicon()).str.replace_all(FILLER, "", literal=True)
        )
    )
    shingled = _shingled(paragraphs).filter(pl.col("shingles").list.len() >= LEAST)
    hashes = RMinHash.hash_token_sets(shingled["shingles"].to_list())
    return (
        shingled.select(
            "article_id",
            shingles=pl.Series(hashes, dtype=pl.List(pl.UInt64))
            .list.eval((pl.element() & 0xFFFFFFFF).cast(pl.UInt32))
            .list.unique()
            .list.sort(),
            bands=_bands(hashes),
        )
        .join(_numbers(paragraphs, figures), on="article_id", how="left")
        .with_columns(pl.col("numbers").fill_null([]))
        .select(pl.col(name).cast(kind) for name, kind in SIGNATURES.items())
    )


def _shingled(paragraphs: pl.DataFrame) -> pl.DataFrame:
    words = (
        paragraphs.select("article_id", "p", word=pl.col("text").str.to_lowercase().str.extract_all(_WORD))
        .explode("word")
        .drop_nulls("word")
    )
    return (
        words.with_columns(
            shingle=pl.concat_str([pl.col("word").shift(-ahead) for ahead in range(SHINGLE)], separator=" "),
            is_whole=pl.col("p").shift(1 - SHINGLE) == pl.col("p"),
        )
        .filter("is_whole")
        .group_by("article_id", maintain_order=True)
        .agg(shingles=pl.col("shingle").unique(maintain_order=True))
    )


def _bands(hashes: Sequence[Sequence[int]]) -> pl.Series:
    """Hash each band of the MinHash of each set of shingles to one number."""
    digests = RMinHash.digest_matrix_from_token_hash_sets(hashes, BANDS * ROWS, _SEED).to_rows()
    places = [f"{place}" for place in range(BANDS * ROWS)]
    matrix = pl.DataFrame(digests, schema=dict.fromkeys(places, pl.UInt32), orient="row")
    bands = [
        pl.concat_str([pl.lit(f"{band}"), *map(pl.col, places[band * ROWS : (band + 1) * ROWS])], separator=" ")
        for band in range(BANDS)
    ]
    words = matrix.select(bands=pl.concat_list(bands))["bands"].to_list()
    return pl.Series(RMinHash.hash_token_sets(words), dtype=pl.List(pl.UInt64))


def _numbers(paragraphs: pl.DataFrame, figures: pl.DataFrame) -> pl.DataFrame:
    in_digits = (
        paragraphs.select("article_id", number=pl.col("text").str.extract_all(_NUMBER))
        .explode("number")
        .drop_nulls("number")
        .with_columns(pl.col("number").str.replace(_LEADING_ZEROS, "${1}").str.replace_all(_SEPARATOR, ""))
    )
    in_words = figures.filter(~pl.col("mention").str.contains(r"\p{N}"), pl.col("value").is_not_null()).select(
        "article_id", number=pl.col("value").cast(pl.String)
    )
    return pl.concat([in_digits, in_words]).group_by("article_id").agg(numbers=pl.col("number").unique().sort())
