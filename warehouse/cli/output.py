"""Write to stdout: JSON, aligned tables; and keep a page's text from writing on the terminal."""

from __future__ import annotations

import json
import math
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import click


def plain(value: Any) -> Any:
    """Turn a value into what JSON has: whole floats to ints, NaN to null, dates to ISO.

    >>> plain([2.0, 2.5, float("nan"), date(2024, 6, 30), {"a": (1.0,)}])
    [2, 2.5, None, '2024-06-30', {'a': [1]}]
    """
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(item) for item in value]
    return _scalar(value)


def _scalar(value: Any) -> str | int | float | bool | None:
    match value:
        case None | bool() | int() | str():
            return value
        case float() | Decimal() if not math.isfinite(value):
            return None
        case float() | Decimal():
            return int(value) if value == int(value) else float(value)
        case datetime():
            return value.isoformat(timespec="seconds") + "Z"
        case date():
            return value.isoformat()
        case _:
            return str(value)


def emit(document: Any) -> None:
    """Print one JSON document on one line."""
    click.echo(json.dumps(plain(document), ensure_ascii=False))


def number(value: float | None, decimals: int = 4) -> str:
    """Write a number for a reader: thousands apart, at most so many decimals.

    >>> number(3881000000000.0), number(12.30), number(None), number(0.1234567)
    ('3,881,000,000,000', '12.3', '', '0.1235')
    """
    if value is None or not math.isfinite(value):
        return ""
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.{decimals}f}".rstrip("0").rstrip(".")


def harmless(text: str) -> str:
    """Replace control characters and bidi controls of untrusted text, which could rewrite a terminal's screen.

    >>> harmless("a\\x1b[2Jb\\u202ec")
    'a\ufffd[2Jb\ufffdc'
    """
    if text.isprintable():
        return text
    unsafe = {"Cc", "Cf", "Cs", "Zl", "Zp"}
    # ZWNJ and ZWJ are part of how Urdu is written
    return "".join(
        "\ufffd" if unicodedata.category(char) in unsafe and char not in "\u200c\u200d" else char for char in text
    )


def width(text: str) -> int:
    """Count the terminal columns of a text: marks and joiners take none, wide characters two.

    >>> width("Hà Tĩnh"), width("نئے")
    (7, 3)
    """
    return sum(
        0
        if unicodedata.category(char) in ("Mn", "Me", "Cf")
        else 2
        if unicodedata.east_asian_width(char) in "WF"
        else 1
        for char in text
    )


def cell(value: Any) -> str:
    """Write one value of a table.

    >>> cell(True), cell(1200.0), cell(["a", "b"]), cell(None)
    ('yes', '1,200', 'a, b', '')
    """
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case int() | float() | Decimal():
            return number(float(value))
        case datetime():
            return value.strftime("%Y-%m-%d %H:%M:%S")
        case list() | tuple():
            return ", ".join(cell(item) for item in value)
        case _:
            return harmless(str(value).replace("\n", " "))


def table(
    columns: Sequence[str], rows: Iterable[Sequence[Any]], *, widest: int = 60, right: Collection[str] = ()
) -> str:
    """Lay rows out in aligned columns, numbers and the columns of `right` to the right.

    Cells wider than `widest` are cut with an ellipsis.
    """
    values = [list(row) for row in rows]
    cells = [[_cut(cell(value), widest) for value in row] for row in values]
    numeric = [
        columns[i] in right
        or (any(_is_number(row[i]) for row in values) and all(row[i] is None or _is_number(row[i]) for row in values))
        for i in range(len(columns))
    ]
    sizes = [max([width(name), *(width(row[i]) for row in cells)]) for i, name in enumerate(columns)]

    def line(texts: Sequence[str]) -> str:
        padded = (
            " " * (size - width(text)) + text if right else text + " " * (size - width(text))
            for text, size, right in zip(texts, sizes, numeric, strict=True)
        )
        return "  ".join(padded).rstrip()

    return "\n".join([line(columns), line(["─" * size for size in sizes]), *map(line, cells)])


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)


def _cut(text: str, widest: int) -> str:
    return text if len(text) <= widest else text[: widest - 1] + "…"
