"""Read the day of publication: day first, in digits of any script, or with a month's name."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import lru_cache
from typing import Final

import dateparser  # type: ignore[import-untyped]

from warehouse.pages.furniture import furniture
from warehouse.pages.script import fold

_NUMERIC: Final = re.compile(r"(?<!\d)(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?!\d)")
_ISO: Final = re.compile(r"(?<!\d)(\d{4})([/.-])(\d{1,2})\2(\d{1,2})(?!\d)")
_COMPACT: Final = re.compile(r"(?<!\d)((?:19|20)\d\d)([01]\d)([0-3]\d)(?:T?\d{4}(?:\d\d)?Z?)?(?!\d)")
# a month is often glued to its day or its year, and signs stand between them (U+060D divides dates)
_GAP: Final = r"[\s,.\u060c\u060d/-]*"
_NAMED: Final = re.compile(rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th)?{_GAP}([^\W\d_]{{3,12}}){_GAP}(\d{{4}})(?!\d)")
_MONTH_FIRST: Final = re.compile(rf"([^\W\d_]{{3,12}}){_GAP}(\d{{1,2}})(?:st|nd|rd|th)?{_GAP}(\d{{4}})(?!\d)")
# "Sat Feb 10 23:15:00 PKT 2024", as Java prints a time
_JAVA: Final = re.compile(r"[A-Z][a-z]{2} ([A-Z][a-z]{2}) (\d{1,2}) \d\d:\d\d:\d\d \S{1,6} (\d{4})")
_EPOCH: Final = re.compile(r"1\d{9}(?:\d{3})?")
_IN_URL: Final = (
    (re.compile(r"[/=_-](\d{4})([-/])(\d{1,2})\2(\d{1,2})(?=[/_?&.-]|$)"), "ymd"),
    (re.compile(r"/(\d{1,2}-[A-Za-z]{3,9}-\d{4})(?=/|$)"), "name"),
)
_MONTH_IN_URL: Final = re.compile(r"/((?:19|20)\d\d)/([01]?\d)/")
_DAY_MONTH: Final = re.compile(rf"(?<!\d)(\d{{1,2}}){_GAP}([^\W\d_]{{3,12}})")
_ZONE_SPACE: Final = re.compile(r"(:\d\d)\s+(?=[+-]\d\d|Z)")
_TRIES: Final = 4
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
        return _real(int(match[1]), int(match[3]), int(match[4]), latest)
    if match := _NUMERIC.search(text):
        return _real(int(match[4]), int(match[3]), int(match[1]), latest)
    folded = furniture().with_month_names(fold(text))
    named = [(match[1], match[2], match[3]) for match in _NAMED.finditer(folded)]
    named += [(match[2], match[1], match[3]) for match in _MONTH_FIRST.finditer(folded)]
    for day, month, year in named[:_TRIES]:  # the Islamic date beside it has a month that is none of ours
        if found := _named(f"{int(day)} {month} {int(year)}", latest):
            return found
    return None


def day_in_url(url: str, *, latest: date) -> date | None:
    """Read a day from an address: `/2024-05-12/`, `/2024/05/12/`, `/12-May-2024/`."""
    for pattern, kind in _IN_URL:
        match = pattern.search(url)
        if match:
            if kind == "name":
                return _named(match[1], latest)
            return _real(int(match[1]), int(match[3]), int(match[4]), latest)
    return None


def day_of_dateline(line: str, url: str, *, latest: date) -> date | None:
    """Read the day of a dateline that has no year, when the address has that month with its year (`/2023/03/`).

    >>> day_of_dateline("لاہور۔15مارچ (اے پی پی):", "https://a.pk/2023/03/x", latest=date(2026, 1, 1))
    datetime.date(2023, 3, 15)
    """
    in_url = _MONTH_IN_URL.search(url)
    for match in _DAY_MONTH.finditer(fold(line)) if in_url else ():
        day = _named(f"{int(match[1])} {match[2]} {int(in_url[1])}", latest) if in_url else None
        if day is not None and in_url is not None and day.month == int(in_url[2]):
            return day
    return None


def local_day(stamp: str, *, latest: date, utc_offset_hours: int = 0) -> date | None:
    """Read a machine timestamp; one in UTC (`Z`) is moved to the site's zone, any other keeps the day it writes."""
    moment = _moment(stamp.strip())
    if moment is None:
        if match := _JAVA.search(stamp):
            return _named(f"{match[2]} {match[1]} {match[3]}", latest)
        if match := _COMPACT.fullmatch(stamp.strip()):
            return _real(int(match[1]), int(match[2]), int(match[3]), latest)
        return day_of(stamp, latest=latest)
    # the last year that there is cannot be moved on
    if moment.tzinfo is not None and not moment.utcoffset() and moment.year < date.max.year:
        moment += timedelta(hours=utc_offset_hours)
    return _real(moment.year, moment.month, moment.day, latest)


def is_utc(stamp: str) -> bool:
    """Tell whether a machine timestamp is in UTC: its day may be the day before or after the site's own.

    >>> is_utc("2024-02-09T20:12:33Z"), is_utc("2024-02-10T01:12:33+05:00"), is_utc("2024-02-10")
    (True, False, False)
    """
    moment = _moment(stamp.strip())
    return moment is not None and moment.tzinfo is not None and not moment.utcoffset()


def _moment(stamp: str) -> datetime | None:
    if _EPOCH.fullmatch(stamp):
        return datetime.fromtimestamp(int(stamp[:10]), UTC)
    try:
        # "2024-08-21 19:30:12Z", "2024-02-10T01:12 +0500": the space is no part of the zone
        return datetime.fromisoformat(_ZONE_SPACE.sub(r"\1", stamp))
    except ValueError:
        pass
    try:
        return parsedate_to_datetime(stamp) if "," in stamp[:5] else None  # as in HTTP and RSS
    except (ValueError, IndexError, TypeError):
        return None


@lru_cache(maxsize=4096)
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
