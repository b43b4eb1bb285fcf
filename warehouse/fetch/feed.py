"""Read RSS and Atom feeds through feedparser, behind the same refusals as sitemaps."""

from __future__ import annotations

import calendar
import re
from contextlib import suppress
from datetime import UTC, datetime
from io import BytesIO
from time import struct_time
from typing import Any, Final

import feedparser
from lxml import etree

from warehouse.addresses import resolve
from warehouse.fetch.errors import IndexProblem
from warehouse.fetch.sitemap import MAX_LOCATIONS, Location, refuse_unsafe

_HUGE_TAG: Final = re.compile(rb"<[^<>]{65536}")


def read_feed(body: bytes, url: str, content_type: str | None) -> list[Location]:
    """List a feed's entries with their times (UTC, naive).

    Raises IndexProblem ("html instead of xml", "doctype refused", "not a feed", "empty index").
    """
    refuse_unsafe(body, url)
    _refuse_costly(body, url)
    parsed: Any = feedparser.parse(
        # a stream, for feedparser would take bytes that look like a path for a file's name
        BytesIO(body),
        response_headers={"content-type": content_type or "application/xml"},
        # nobody reads the entries' HTML here
        sanitize_html=False,
        resolve_relative_uris=False,
    )
    if not parsed.get("version") and not parsed.entries:
        raise IndexProblem("not a feed", url, str(parsed.get("bozo_exception", "")))
    found = []
    for entry in parsed.entries[:MAX_LOCATIONS]:
        # feedparser's own get() answers for the other field, with a warning
        stamp = dict.get(entry, "updated_parsed") or dict.get(entry, "published_parsed")
        if entry.get("link"):
            found.append(Location(resolve(url, str(entry["link"])), _moment(stamp) if stamp else None))
    return found


def _refuse_costly(body: bytes, url: str) -> None:
    """Refuse what takes feedparser a time that grows with the square: a tag of many attributes, deep nesting."""
    if _HUGE_TAG.search(body):
        raise IndexProblem("not a feed", url, "it has a tag of more than 64 kB")
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    with suppress(etree.XMLSyntaxError):  # feedparser reads feeds that are no XML
        etree.fromstring(body, parser)
    if any("depth" in error.message for error in parser.error_log):
        raise IndexProblem("not a feed", url, "it is nested more than 256 levels deep")


def _moment(stamp: struct_time) -> datetime | None:
    try:
        return datetime.fromtimestamp(calendar.timegm(stamp), UTC).replace(tzinfo=None)
    except (ValueError, OverflowError):  # the year 99999
        return None
