"""The token frame: one row a token with its offsets, sentence and clause."""

from __future__ import annotations

from typing import Final

import polars as pl

from warehouse.lexicon import Lexicon
from warehouse.text.fold import FILLER, folded, norm
from warehouse.text.glued import with_parts
from warehouse.text.phrases import stem

CHUNK: Final = 20_000
"""Code points read at once: slicing a mention costs its offset, so an endless line is cut to stay linear."""

HEADLINE: Final = -1
"""The `p` of an article's title: context for its paragraphs, never a source of rows."""

_NUMBER = r"[0-9]{1,3}(?:[\u00a0\u2007\u2009\u202f'][0-9]{3})+\b|[0-9]+(?:[.,،][0-9]+)*"
_EXPONENT = r"(?i:[kcdhm]?m[23]\b)"
_LATIN = r"[\p{Latin}][\p{Latin}\p{M}]*(?:'\p{Latin}+)?"
_WORD = rf"(?:[\p{{Arabic}}&&[\p{{L}}\p{{M}}]]|{FILLER})+"
_TOKEN: Final = rf"(?s:{_NUMBER}|{_EXPONENT}|{_LATIN}|{_WORD}|\s+|\p{{L}}+|.)\s?"
# the space after a token is taken along: half as many pieces to lay out

_SENTENCE_ENDS: Final = ["۔", "؟", "!", "?", "…", "|"]
_CLAUSE_ENDS: Final = ["؛", ";", ":"]

_PLACE_IN_TEXT: Final = ["article_id", "p"]

TOKEN_COLUMNS: Final = [
    *[
        "u",
        "article_id",
        "p",
        "t",
        "char_start",
        "char_end",
        "surface",
        "norm",
        "stem",
        "kind",
        "gap",
        "sent",
        "clause",
    ],
]


def texts(articles: pl.DataFrame) -> pl.DataFrame:
    """Lay out what is read of each article: the headline (p = -1), then its paragraphs, in chunks of `CHUNK`.

    Columns: `u` (row), `article_id`, `p`, `base` (offset of the chunk in its paragraph), `text`.
    """
    head = articles.select("article_id", p=pl.lit(HEADLINE, pl.Int32), text=pl.col("title").fill_null(""))
    body = (
        articles.select("article_id", text="paragraphs")
        .filter(pl.col("text").list.len() > 0)
        .explode("text")
        .with_columns(p=pl.int_range(pl.len(), dtype=pl.Int32).over("article_id"))
    )
    whole = pl.concat([head, body.select(head.columns)]).with_columns(pl.col("text").fill_null(""))
    endless = pl.col("text").str.len_chars() > CHUNK
    return (
        pl.concat([whole.filter(~endless), _cut_at_spaces(whole.filter(endless))])
        .filter(pl.col("text") != "")
        .sort("article_id", "p", maintain_order=True)
        .with_columns(base=_offsets(pl.col("text")).over(_PLACE_IN_TEXT).cast(pl.Int32))
        .with_row_index("u")
        .select("u", "article_id", "p", "base", "text")
    )


def _cut_at_spaces(endless: pl.DataFrame) -> pl.DataFrame:
    chunk = _offsets(pl.col("text")).over(_PLACE_IN_TEXT) // CHUNK
    return (
        endless.with_columns(pl.col("text").str.extract_all(r"\S{1,500}\s*|\s+"))
        .explode("text")
        .group_by(*_PLACE_IN_TEXT, chunk.alias("chunk"), maintain_order=True)
        .agg(pl.col("text").str.join())
        .drop("chunk")
    )


def tokens(laid_out: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Split `texts` into tokens; white space and lone fillers are left out, so offsets show what was glued.

    Columns: `u`, `article_id`, `p`, `t` (index in the paragraph), `char_start`, `char_end` (code points of the
    paragraph), `surface` (folded), `norm` (the look-up key), `stem` (without endings), `kind` (digit, latin, word,
    other, punct), `gap` (white space stands before it), `sent`, `clause`.
    """
    # what a token is depends on its letters alone: each distinct one is looked at once
    pieces = _pieces(laid_out, lexicon)
    kinds = _kinds(pieces["piece"].unique(), lexicon)
    read = (
        pieces.join(kinds, on="piece", how="left", maintain_order="left")
        .with_columns(char_start=pl.col("before") + (pl.col("size").cum_sum() - pl.col("size")))
        .filter("solid")
        .drop("piece", "solid")
    )
    split = _parted(read, lexicon).with_columns(
        char_start=pl.col("char_start").cast(pl.Int32),
        char_end=(pl.col("char_start") + pl.col("length")).cast(pl.Int32),
    )
    first = (pl.col("par") != pl.col("par").shift(1)).fill_null(True)
    return (
        split.with_columns(_first=first)
        .with_columns(
            gap=(pl.col("char_start") > pl.col("char_end").shift(1, fill_value=-1)) | pl.col("_first"),
            t=_since_first(pl.int_range(pl.len(), dtype=pl.Int32)),
        )
        .with_columns(_ends=_ends_sentence())
        .with_columns(
            sent=_since_first(_count_before(pl.col("_ends"))),
            clause=_since_first(_count_before(pl.col("_ends") | pl.col("ends_clause"))),
        )
        .select(TOKEN_COLUMNS)
    )


def _pieces(laid_out: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Cut the folded texts: tokens with the space after them; `before` brings running lengths back to offsets."""
    length = pl.col("text").str.len_chars().cast(pl.Int64)
    paragraph = pl.any_horizontal(pl.col(name) != pl.col(name).shift(1) for name in _PLACE_IN_TEXT)
    return laid_out.select(
        "u",
        "article_id",
        "p",
        par=paragraph.fill_null(True).cum_sum(),
        before=pl.col("base") - (length.cum_sum() - length),
        piece=folded(pl.col("text"), lexicon).str.extract_all(_TOKEN),
    ).explode("piece")


def _kinds(pieces: pl.Series, lexicon: Lexicon) -> pl.DataFrame:
    return (
        pieces.to_frame("piece")
        .with_columns(surface=pl.col("piece").str.strip_chars_end())
        .with_columns(
            norm=norm(pl.col("surface")),
            size=pl.col("piece").str.len_chars().cast(pl.Int64),
            length=pl.col("surface").str.len_chars().cast(pl.Int64),
        )
        .with_columns(
            solid=pl.col("norm").str.strip_chars() != "",
            stem=stem(pl.col("norm"), lexicon),
            kind=_kind(pl.col("norm")),
            ends=pl.col("norm").is_in(_SENTENCE_ENDS),
            ends_clause=pl.col("norm").is_in(_CLAUSE_ENDS),
        )
        .with_columns(initial=(pl.col("kind") == "latin") & (pl.col("norm").str.len_chars() <= 2))
        .pipe(with_parts, lexicon)
    )


def _parted(read: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Part number words that were written without a space: each piece a token of its own."""
    behind_number = pl.col("numeric").shift(1, fill_value=False) & (pl.col("par") == pl.col("par").shift(1))
    marked = read.with_row_index("_row").with_columns(
        _parts=pl.col("parts").is_not_null() & (~pl.col("after_number") | behind_number.fill_null(False))
    )
    glued = marked.filter("_parts")
    if glued.is_empty():
        return read
    pieces = glued.select("_row", "u", "article_id", "p", "par", "char_start", piece="parts").explode("piece")
    placed = pieces.join(_kinds(pieces["piece"].unique(), lexicon), on="piece", how="left", maintain_order="left")
    before = pl.col("size").cum_sum().over("_row") - pl.col("size")
    placed = placed.with_columns(pl.col("char_start") + before).select(marked.drop("_parts", "before").columns)
    whole = pl.concat([marked.filter(~pl.col("_parts")).select(placed.columns), placed])
    return whole[whole["_row"].arg_sort()]


def _offsets(piece: pl.Expr) -> pl.Expr:
    length = piece.str.len_chars().cast(pl.Int64)
    return length.cum_sum() - length


def _since_first(running: pl.Expr) -> pl.Expr:
    """Count from the first token of the paragraph on; a running count over all tokens is far cheaper than a window."""
    return (running - pl.when("_first").then(running).forward_fill()).cast(pl.Int32)


def _count_before(boundary: pl.Expr) -> pl.Expr:
    return boundary.shift(1, fill_value=False).cum_sum()


def _kind(key: pl.Expr) -> pl.Expr:
    return (
        pl.when(key.str.contains(r"^[0-9]"))
        .then(pl.lit("digit"))
        .when(key.str.contains(r"^\p{Latin}"))
        .then(pl.lit("latin"))
        .when(key.str.contains(r"^[\p{Arabic}&&\p{L}]"))
        .then(pl.lit("word"))
        .when(key.str.contains(r"^\p{L}"))
        .then(pl.lit("other"))
        .otherwise(pl.lit("punct"))
        .cast(pl.Enum(["digit", "latin", "word", "other", "punct"]))
    )


def _ends_sentence() -> pl.Expr:
    # a point ends a sentence only before white space, and not after an initial ("C. Phong")
    initial = pl.col("initial").shift(1, fill_value=False) & ~pl.col("_first")
    before_space = pl.col("gap").shift(-1, fill_value=True)
    return pl.col("ends") | ((pl.col("norm") == ".") & before_space & ~initial)
