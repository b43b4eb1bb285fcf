"""Make texts of untrusted pages safe to open in a spreadsheet."""

from __future__ import annotations

from typing import Any


def formula_safe(value: Any) -> Any:
    """Keep a spreadsheet from running a text as a formula: a quote goes before = + - @, tab and line ends.

    >>> formula_safe("=1+1"), formula_safe("-3%"), formula_safe(-3.0), formula_safe(None)
    ("'=1+1", "'-3%", -3.0, '')
    """
    if value is None:
        return ""
    if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")):
        return f"'{value}"
    return value
