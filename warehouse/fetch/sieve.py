"""Tell by the bytes of a WARC record, before anything is parsed, that it holds no Urdu page.

A day of a news crawl has some ten thousand records and a handful in Urdu. What is let through is only likely to be
Urdu; the page reader decides. What is passed over is not: an Urdu article has these letters in every line.
"""

from __future__ import annotations

import re
import zlib
from typing import Final

from warehouse.pages.script import URDU_LETTERS

FEWEST: Final = 4
"""Letters of Urdu alone that a page must have: a line of text has more, a language switcher none."""
LEAST_SHARE: Final = 0.02
"""Their least share among the letters of the Arabic script: Urdu has 0.15 to 0.22, Persian and Arabic next to none."""

_UTF8: Final = tuple(letter.encode() for letter in URDU_LETTERS)
_ARABIC_LEADS: Final = bytes(range(0xD8, 0xDC))  # first bytes of U+0600 to U+06FF in UTF-8
_CP1256: Final = URDU_LETTERS.encode("cp1256", "ignore")  # six of the eight are there
_ASCII: Final = bytes(range(0x80))
_REFERENCES: Final = (b"&#17", b"&#16", b"&#x6", b"&#X6")  # the same letters as numeric character references
_GLYPHS: Final = (b"\xef\xad", b"\xef\xae", b"\xef\xaf")  # presentation forms, U+FB50 to U+FBFF
_MANY: Final = 20
_SAMPLE: Final = 20_000  # bytes outside ASCII that are looked at: an article's first ten thousand letters
_MOST: Final = 5_000_000  # cap of a decoded page (design section 5)
_ENDS: Final = b"\r\n\r\n"
_TYPE: Final = re.compile(rb"^WARC-Type:\s*([\w-]+)", re.IGNORECASE | re.MULTILINE)
_TARGET: Final = re.compile(rb"^WARC-Target-URI:\s*<?https?://", re.IGNORECASE | re.MULTILINE)
_STATUS: Final = re.compile(rb"HTTP/\d[\d.]* (\d{3})")
_KIND: Final = re.compile(rb"^Content-Type:\s*([^\s;]+)", re.IGNORECASE | re.MULTILINE)
_ENCODING: Final = re.compile(rb"^Content-Encoding:\s*([\w-]+)", re.IGNORECASE | re.MULTILINE)
_CHUNKED: Final = re.compile(rb"^Transfer-Encoding:.*chunked", re.IGNORECASE | re.MULTILINE)
_CHARSET: Final = re.compile(rb"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_HTML: Final = frozenset({b"text/html", b"application/xhtml+xml"})


def passed_over(record: bytes) -> str | None:
    """Say why a whole WARC record (plain bytes) is not read, None where it may hold an Urdu page.

    Reasons: the record's type ("request", "metadata", "revisit", …), "not http", "http 301", "not html", "not urdu".

    >>> passed_over(b"WARC/1.0\\r\\nWARC-Type: metadata\\r\\n\\r\\nfetchTimeMs: 12")
    'metadata'
    """
    head, _, block = record.partition(_ENDS)
    kind = _TYPE.search(head)
    if kind is None or kind[1].lower() != b"response":
        return kind[1].decode("ascii", "replace").lower() if kind else "no type"
    if not _TARGET.search(head):
        return "not http"
    http, _, payload = block.partition(_ENDS)
    status, media = _STATUS.match(http), _KIND.search(http)
    if status is None or status[1] != b"200":
        return f"http {status[1].decode()}" if status else "not http"
    if media is None or media[1].lower() not in _HTML:
        return "not html"
    encoding = _ENCODING.search(http)
    if encoding and encoding[1].lower() not in (b"identity", b"utf-8"):
        inflated = None if _CHUNKED.search(http) else _inflate(payload, encoding[1].lower())
        if inflated is None:
            return None  # decoded first, judged then
        payload = inflated
    return None if may_be_urdu(payload, http) else "not urdu"


def may_be_urdu(body: bytes, http_head: bytes = b"") -> bool:
    """Tell whether a decoded page has letters that only Urdu has, in UTF-8, UTF-16, windows-1256 or as references.

    >>> may_be_urdu("صوبے میں ترقی کے کام ہو رہے ہیں".encode()), may_be_urdu("توسعه استان ادامه دارد".encode())
    (True, False)
    """
    if body[:2] in (b"\xff\xfe", b"\xfe\xff"):
        body = body.decode("utf-16", "replace").encode("utf-8", "replace")
    high = body.translate(None, _ASCII)  # the letters of other scripts: a character stays whole
    sample = high[:_SAMPLE]
    arabic = len(sample) - len(sample.translate(None, _ARABIC_LEADS))
    own = sum(sample.count(letter) for letter in _UTF8) if arabic >= FEWEST else 0
    if own >= FEWEST and own >= LEAST_SHARE * arabic:
        return True
    if body.count(b"&#") >= _MANY and sum(body.count(form) for form in _REFERENCES) >= _MANY:
        return True
    if b"\xef" in sample and sum(sample.count(form) for form in _GLYPHS) >= _MANY:
        return True
    return len(high) >= _MANY and _may_be_cp1256(body, high, http_head)


def _may_be_cp1256(body: bytes, high: bytes, http_head: bytes) -> bool:
    stated = _CHARSET.search(http_head) or _CHARSET.search(body, 0, 4096)
    name = stated[1].lower() if stated else b""
    if b"1256" not in name:
        if name and name not in (b"utf-8", b"utf8"):
            return False  # it says that it is something else, in which these bytes are other letters
        try:
            body.decode("utf-8")
        except UnicodeDecodeError:
            pass
        else:
            return False
    own = len(high) - len(high.translate(None, _CP1256))
    return own >= FEWEST and own >= LEAST_SHARE * len(high)


def _inflate(payload: bytes, encoding: bytes) -> bytes | None:
    """Inflate gzip and deflate up to the cap; None for what needs another decoder, or is not what it says."""
    if encoding not in (b"gzip", b"x-gzip", b"deflate"):
        return None
    try:
        return zlib.decompressobj(zlib.MAX_WBITS | 32).decompress(payload, _MOST)
    except zlib.error:
        return None
