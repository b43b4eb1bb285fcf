"""Read the day of publication: day first, in digits of any script, or with a month's name."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Final

import dateparser  # type: ignore[import-untyped]

_NUMERIC: Final = re.compile(r"(?<!\d)(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?!\d)")
_ISO: Final = re.compile(r"(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
_NAMED: Final = re.compile(r"(?<!\d)\d{1,2}\s*[^\W\d_]{3,12}\.?\s*[,\u060c]?\s*\d{4}(?!\d)")
_ENGLISH: Final = re.compile(r"[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4}")
_IN_URL: Final = (
    (re.compile(r"/(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?=[/_-]|$)"), "ymd"),
    (re.compile(r"/(\d{1,2}-[A-Za-z]{3,9}-\d{4})(?=/|$)"), "name"),
)
_EARLIEST: Final = date(1995, 1, 1)  # no Urdu news page on the web is older


def day_of(text: str, *, latest: date) -> date | None:
    """Read a day from a byline or a `datetime` value; None when there is none or it cannot be (after `latest`).

    A timestamp gives the day as it is written, in the site's own zone.

    >>> day_of("Báo Tuổi Trẻ10/02/2024", latest=date(2026, 1, 1))
    datetime.date(2024, 2, 10)
    >>> day_of("جمعہ ۳ جون ۲۰۱۶", latest=date(2026, 1, 1))
    datetime.date(2016, 6, 3)
    """
    # int() reads digits of every script
    if match := _ISO.search(text):
        return _real(int(match[1]), int(match[2]), int(match[3]), latest)
    if match := _NUMERIC.search(text):
        return _real(int(match[3]), int(match[2]), int(match[1]), latest)
    named = _NAMED.search(text) or _ENGLISH.search(text)
    return _named(named[0], latest) if named else None


def day_in_url(url: str, *, latest: date) -> date | None:
    """Read a day from an address: `/2024-05-12/`, `/2024/05/12/`, `/12-May-2024/`."""
    for pattern, kind in _IN_URL:
        match = pattern.search(url)
        if match:
            if kind == "name":
                return _named(match[1], latest)
            return _real(int(match[1]), int(match[2]), int(match[3]), latest)
    return None


def local_day(stamp: str, *, latest: date, utc_offset_hours: int = 0) -> date | None:
    """Read a machine timestamp; one in UTC (`Z`) is moved to the site's zone, any other keeps the day it writes."""
    try:
        moment = datetime.fromisoformat(stamp.strip())
    except ValueError:
        return day_of(stamp, latest=latest)
    if moment.tzinfo is not None and not moment.utcoffset():
        moment += timedelta(hours=utc_offset_hours)
    return _real(moment.year, moment.month, moment.day, latest)


def _named(text: str, latest: date) -> date | None:
    moment = dateparser.parse(
        text,
        languages=["ur", "en", "vi"],
        settings={"DATE_ORDER": "DMY", "REQUIRE_PARTS": ["day", "month", "year"], "PARSERS": ["absolute-time"]},
    )
    return _real(moment.year, moment.month, moment.day, latest) if moment else None


def _real(year: int, month: int, day: int, latest: date) -> date | None:
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    # one day of grace: the site's zone is ahead of UTC
    return found if _EARLIEST <= found <= latest + timedelta(days=1) else None
