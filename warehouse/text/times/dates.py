"""Dates from numbers, as expressions that give null, never an error, where no such day exists."""

from __future__ import annotations

import polars as pl


def month_start(year: pl.Expr, month: pl.Expr | int) -> pl.Expr:
    """Make the first day of a month; months beyond the year run on (0 is December of the year before).

    >>> frame = pl.DataFrame({"y": [2024, 2024, None], "m": [1, 0, 3]})
    >>> [str(date) for date in frame.select(month_start(pl.col("y"), pl.col("m"))).to_series()]
    ['2024-01-01', '2023-12-01', 'None']
    """
    count = year.cast(pl.Int64) * 12 + (month - 1)
    # years outside the calendar of dates would raise
    within = pl.when(count.is_between(12, 9_998 * 12)).then(count)
    return pl.date(within // 12, within % 12 + 1, 1)


def month_end(year: pl.Expr, month: pl.Expr | int) -> pl.Expr:
    """Make the last day of a month; months beyond the year run on.

    >>> frame = pl.DataFrame({"y": [2024], "m": [2]})
    >>> str(frame.select(month_end(pl.col("y"), pl.col("m"))).item())
    '2024-02-29'
    """
    return shifted_days(month_start(year, month + 1), -1)


def day(year: pl.Expr, month: pl.Expr, number: pl.Expr) -> pl.Expr:
    """Make a date, null where the month has no such day.

    >>> frame = pl.DataFrame({"y": [2023, 2023], "m": [2, 2], "d": [28, 30]})
    >>> frame.select(day(pl.col("y"), pl.col("m"), pl.col("d"))).to_series().is_null().to_list()
    [False, True]
    """
    in_calendar = pl.when(month.is_between(1, 12) & number.is_between(1, 31)).then(month)
    start = month_start(year, in_calendar)
    date = shifted_days(start, number - 1)
    return pl.when(date.dt.month() == start.dt.month()).then(date)


def shifted_days(date: pl.Expr, days: pl.Expr | int) -> pl.Expr:
    """Make the date so many days later."""
    return date + pl.duration(days=days)


def shifted_years(date: pl.Expr, years: pl.Expr) -> pl.Expr:
    """Make the same day of another year; the 29th of February becomes the 28th where there is none.

    >>> import datetime as dt
    >>> frame = pl.DataFrame({"d": [dt.date(2024, 2, 29)], "n": [-1]})
    >>> str(frame.select(shifted_years(pl.col("d"), pl.col("n"))).item())
    '2023-02-28'
    """
    year, month = date.dt.year().cast(pl.Int64) + years, date.dt.month().cast(pl.Int64)
    same = day(year, month, date.dt.day().cast(pl.Int64))
    # the end of February stays the end of February
    february_ends = (month == 2) & (date == month_end(date.dt.year().cast(pl.Int64), month))
    return pl.when(february_ends).then(month_end(year, month)).otherwise(pl.coalesce(same, month_end(year, month)))
