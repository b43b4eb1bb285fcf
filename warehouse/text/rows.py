"""Neighbours in frames that are ordered by paragraph: shifts and look-ups by row, no windows and no joins."""

from __future__ import annotations

import polars as pl


def beside(column: str, step: int) -> pl.Expr:
    """Look `step` tokens ahead (behind where negative) in the paragraph; null outside.

    `t` counts through a paragraph, so the neighbour's `t` tells whether it is one: a shift and a comparison, no window.

    >>> frame = pl.DataFrame({"t": [0, 1, 0], "norm": ["a", "b", "c"]})
    >>> frame.select(beside("norm", 1)).to_series().to_list()
    ['b', None, None]
    """
    return pl.when(pl.col("t").shift(-step) == pl.col("t") + step).then(pl.col(column).shift(-step))


def token_at(tokens: pl.DataFrame, base: pl.Series, t: pl.Series, column: str) -> pl.Series:
    """Take a column of the tokens `t` of paragraphs whose first token would stand in row `base`; null where none is.

    >>> tokens = pl.DataFrame({"t": [0, 1, 0], "norm": ["a", "b", "c"]})
    >>> token_at(tokens, pl.Series([0, 0, 2]), pl.Series([1, 2, 0]), "norm").to_list()
    ['b', None, 'c']
    """
    rows = base + t
    inside = rows.clip(0, max(tokens.height - 1, 0))
    found, values = tokens["t"].gather(inside), tokens[column].gather(inside)
    return pl.select(pl.when((found == t) & (rows == inside)).then(values).alias(column)).to_series()


def following(column: str, within: str) -> pl.Expr:
    """Take a column of the next row where it belongs to the same `within` (an id that never comes back)."""
    return pl.when(pl.col(within).shift(-1) == pl.col(within)).then(pl.col(column).shift(-1))


def preceding(column: str, within: str) -> pl.Expr:
    """Take a column of the row before where it belongs to the same `within`."""
    return pl.when(pl.col(within).shift(1) == pl.col(within)).then(pl.col(column).shift(1))


def filled(values: pl.Expr, within: str, *, forward: bool = True) -> pl.Expr:
    """Fill nulls from the same `within`: a running fill that remembers where its value came from, no window."""
    source = pl.when(values.is_not_null()).then(pl.col(within))
    if forward:
        return pl.when(source.forward_fill() == pl.col(within)).then(values.forward_fill())
    return pl.when(source.backward_fill() == pl.col(within)).then(values.backward_fill())


def changes(*columns: str) -> pl.Expr:
    """Number the stretches of rows that agree in these columns: an id for `within`."""
    return pl.any_horizontal(pl.col(name) != pl.col(name).shift(1) for name in columns).fill_null(True).cum_sum()
