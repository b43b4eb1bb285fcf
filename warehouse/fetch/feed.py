"""Read RSS and Atom feeds through feedparser, behind the same refusals as sitemaps."""

from __future__ import annotations

import calendar
from datetime import UTC, datetime
from io import BytesIO
from typing import Any
from urllib.parse import urljoin

import feedparser

from warehouse.fetch.errors import IndexProblem
from warehouse.fetch.sitemap import MAX_LOCATIONS, Location, refuse_unsafe


def read_feed(body: bytes, url: str, content_type: str | None) -> list[Location]:
    """List a feed's entries with their times (UTC, naive).

    Raises IndexProblem ("html instead of xml", "doctype refused", "not a feed", "empty index").
    """
    refuse_unsafe(body, url)
    # a stream, for feedparser would take bytes that look like a path for a file's name
    parsed: Any = feedparser.parse(BytesIO(body), response_headers={"content-type": content_type or "application/xml"})
    if not parsed.get("version") and not parsed.entries:
        raise IndexProblem("not a feed", url, str(parsed.get("bozo_exception", "")))
    found = []
    for entry in parsed.entries[:MAX_LOCATIONS]:
        # feedparser's own get() answers for the other field, with a warning
        stamp = dict.get(entry, "updated_parsed") or dict.get(entry, "published_parsed")
        when = datetime.fromtimestamp(calendar.timegm(stamp), UTC).replace(tzinfo=None) if stamp else None
        if entry.get("link"):
            found.append(Location(urljoin(url, str(entry["link"])), when))
    return found
