"""Clean the names of publishers."""

from __future__ import annotations

import re
from typing import Final

from warehouse.pages.script import plain

DOUBLED_BYLINE: Final = re.compile(
    r"(?P<name>[^\d\W].{1,80}?)\s*(?P=name)[\s|·•,-]*(?P<day>\d{1,2}/\d{1,2}/\d{4})(?:[\s,|-]*\d{1,2}:\d{2}(?::\d{2})?)?"
)
"""A byline in which the name stands twice (logo and link) with the day glued to it."""

_LONGEST: Final = 300  # characters; back references are quadratic


def undouble(name: str) -> str:
    """Take a name that is written twice once.

    >>> undouble("Báo Nhân dânBáo Nhân dân"), undouble("VOV VOV"), undouble("Bình Bình An")
    ('Báo Nhân dân', 'VOV', 'Bình Bình An')
    """
    text = plain(name).strip(" |·•,-")
    match = re.fullmatch(r"(.{2,}?)\s*\1", text) if len(text) <= _LONGEST else None
    return match[1] if match else text
