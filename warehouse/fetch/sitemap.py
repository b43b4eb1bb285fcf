"""Read sitemaps and sitemap indexes as a stream, refusing what only an attack needs."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Final, Literal

from lxml import etree

from warehouse.fetch.client import MAX_INDEX_BYTES
from warehouse.fetch.errors import IndexProblem

MAX_LOCATIONS: Final = 50_000
"""Locations of one file (the sitemap protocol's own limit)."""

_DAY_IN_URL: Final = re.compile(r"(?<!\d)(\d{4}-\d{2}-\d{2})(?!\d)")
_HTML: Final = re.compile(rb"\s*(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL)
_DOCTYPE: Final = re.compile(rb"<!DOCTYPE|<!ENTITY", re.IGNORECASE)
_PROLOGUE_BYTES: Final = 65_536
_MAX_ELEMENTS: Final = 40 * MAX_LOCATIONS  # an entry of a real news sitemap has up to 20
_MAX_LOCATION_LENGTH: Final = 2048  # the protocol's limit


@dataclass
class Location:
    """Hold one `<loc>`: its last modification (UTC, naive) and its alternates by language."""

    url: str = ""
    lastmod: datetime | None = None
    alternates: dict[str, str] = field(default_factory=dict)

    @property
    def day(self) -> date | None:
        """Give the day that the address names (`…/2026-07-08.xml`)."""
        match = _DAY_IN_URL.search(self.url)
        try:
            return date.fromisoformat(match[1]) if match else None
        except ValueError:
            return None

    def in_urdu(self) -> str:
        """Give the address of the Urdu edition where the sitemap itself names one, else the location."""
        return next((url for tag, url in self.alternates.items() if tag.split("-")[0] == "ur"), self.url)


@dataclass
class Sitemap:
    """Hold what one file lists; `cut` says that it had more locations than the protocol allows."""

    kind: Literal["index", "pages"]
    locations: list[Location] = field(default_factory=list)
    cut: bool = False


def refuse_unsafe(body: bytes, url: str) -> None:
    """Raise IndexProblem for what is no feed or sitemap: empty, HTML, or XML with a DOCTYPE."""
    start = body[:_PROLOGUE_BYTES].replace(b"\x00", b"")  # UTF-16 hides the words from the search
    if not start.strip():
        raise IndexProblem("empty index", url)
    if _HTML.match(start.removeprefix(b"\xef\xbb\xbf")) or b"<html" in start[:1024].lower():
        raise IndexProblem("html instead of xml", url)
    if _DOCTYPE.search(start):
        raise IndexProblem("doctype refused", url)


def read_sitemap(body: bytes, url: str) -> Sitemap:
    """Read a sitemap or an index of sitemaps; plain or gzip bytes.

    Raises IndexProblem: "html instead of xml", "doctype refused", "not a sitemap", "too large", "bad xml" or
    "empty index".
    """
    if body[:2] == b"\x1f\x8b":
        body = _gunzip(body, url)
    refuse_unsafe(body, url)
    found: Sitemap | None = None
    current = Location()
    entries = elements = 0
    try:
        events = etree.iterparse(
            BytesIO(body),
            events=("start", "end"),
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        for event, element in events:
            name = etree.QName(element).localname
            if event == "start":
                if found is None:
                    found = _begin(element, name, url)
                elif name in ("url", "sitemap"):
                    current = Location()
                continue
            elements += 1
            entries += name in ("url", "sitemap")  # also those without an address: millions of them only cost time
            if found and (entries > MAX_LOCATIONS or elements > _MAX_ELEMENTS):
                found.cut = True
                break
            if name in ("url", "sitemap"):
                if found and current.url:
                    found.locations.append(current)
            else:
                _fill(current, element, name)
            _forget(element)
    except etree.XMLSyntaxError as error:
        raise IndexProblem("bad xml", url, str(error)) from error
    if found is None:
        raise IndexProblem("empty index", url)
    return found


def _forget(element: etree._Element) -> None:
    """Drop what has been read: a sitemap has up to 50,000 entries, a hostile one millions of elements in one entry."""
    parent = element.getparent()
    if parent is not None:
        element.clear()
        while element.getprevious() is not None:
            del parent[0]


def _begin(element: etree._Element, name: str, url: str) -> Sitemap:
    if element.getroottree().docinfo.doctype:
        raise IndexProblem("doctype refused", url)
    if name == "sitemapindex":
        return Sitemap("index")
    if name == "urlset":
        return Sitemap("pages")
    raise IndexProblem("html instead of xml" if name == "html" else "not a sitemap", url, f"its root is <{name}>")


def _fill(current: Location, element: etree._Element, name: str) -> None:
    text = (element.text or "").strip()
    parent = element.getparent()
    within = etree.QName(parent).localname if parent is not None else ""
    if name == "loc" and within in ("url", "sitemap"):  # not <image:loc>, which stands in <image:image>
        current.url = text if len(text) <= _MAX_LOCATION_LENGTH else ""
    elif name == "lastmod" or (name == "publication_date" and current.lastmod is None):
        current.lastmod = moment(text)
    elif name == "link" and element.get("hreflang") and element.get("href"):
        current.alternates[str(element.get("hreflang")).lower()] = str(element.get("href")).strip()


def moment(text: str) -> datetime | None:
    """Read a W3C date or time as UTC without zone; None when it is garbled.

    >>> moment("2026-07-08T04:04:10.339Z")
    datetime.datetime(2026, 7, 8, 4, 4, 10, 339000)
    >>> moment("2026-07-08") == moment("2026-07-08T07:00:00+07:00")
    True
    """
    try:
        found = datetime.fromisoformat(text)
        return found.astimezone(UTC).replace(tzinfo=None) if found.tzinfo else found
    except (ValueError, OverflowError):
        return None


def _gunzip(body: bytes, url: str) -> bytes:
    stream = zlib.decompressobj(zlib.MAX_WBITS | 16)
    try:
        text = stream.decompress(body, MAX_INDEX_BYTES)
    except zlib.error as error:
        raise IndexProblem("bad xml", url, f"not valid gzip: {error}") from error
    if stream.unconsumed_tail:
        raise IndexProblem("too large", url, f"more than {MAX_INDEX_BYTES} bytes after decoding")
    return text
