"""Decode a page's bytes: what servers and pages declare is wrong often enough that the bytes are asked first."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import Final

from charset_normalizer import from_bytes

from warehouse.pages.script import arabic_share_of_foreign

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with that of UTF-16
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_META: Final = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
_HEADER: Final = re.compile(r"charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
_HEAD_BYTES: Final = 4096  # browsers look for <meta charset> in the first 1024; some sites come later
_SAMPLE_BYTES: Final = 262_144  # enough for any detector; its time grows with the input
_PLAUSIBLE_SHARE: Final = 0.7  # of the non-ASCII letters of an Urdu page that are Arabic; the rest are Vietnamese names


@dataclass(frozen=True)
class Decoded:
    """Hold the text, the encoding it was read with, the step that chose it, and whether bytes were lost."""

    text: str
    encoding: str
    how: str
    damaged: bool = False


def decode(body: bytes, content_type: str | None = None) -> Decoded:
    """Decode by the ladder BOM, UTF-8, declared, detected, UTF-8 with replacement (research: charset cases, 11 of 11).

    >>> decode("گھر".encode("cp1256"), "text/html; charset=utf-8").text
    'گھر'
    """
    for mark, encoding in _BOMS:
        if body.startswith(mark):
            text = body[len(mark) :].decode(encoding, "replace")
            return Decoded(_clean(text), encoding, "bom", "\ufffd" in text)
    return (
        _wide_without_mark(body)
        or _strict_utf8(body)
        # one bad byte must not hand the page to a single-byte table, which decodes anything
        or _nearly_utf8(body)
        or _declared(body, content_type)
        or _detected(body)
        or Decoded(_clean(body.decode("utf-8", "replace")), "utf-8", "replaced", damaged=True)
    )


def _clean(text: str) -> str:
    return text.replace("\x00", "").removeprefix("\ufeff")


def _wide_without_mark(body: bytes) -> Decoded | None:
    """Recognise UTF-16 without its mark: markup has a NUL in every second byte, always on the same side."""
    sample = body[:_SAMPLE_BYTES]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if max(even, odd) * 20 < len(sample):  # a stray NUL in UTF-8 is far rarer than one in twenty bytes
        return None
    encoding = "utf-16-le" if odd > even else "utf-16-be"
    text = _strictly(body[: len(body) // 2 * 2], encoding)
    if text is None or "\ufffd" in text or arabic_share_of_foreign(text) < _PLAUSIBLE_SHARE:
        return None
    return Decoded(_clean(text), encoding, "wide")


def _nearly_utf8(body: bytes) -> Decoded | None:
    text = body.decode("utf-8", "replace")
    lost = text.count("\ufffd")
    foreign = sum(1 for letter in text if letter > "\x7f")
    # a legacy page read as UTF-8 loses nearly all its letters, a damaged UTF-8 page a few
    if lost * 20 > foreign:
        return None
    return Decoded(_clean(text), "utf-8", "nearly", damaged=True)


def _declared(body: bytes, content_type: str | None) -> Decoded | None:
    header = _HEADER.search(content_type or "")
    meta = _META.search(body[:_HEAD_BYTES])
    return _first_plausible(body, ("http", header and header[1]), ("meta", meta and meta[1].decode("ascii")))


def _detected(body: bytes) -> Decoded | None:
    best = from_bytes(body[:_SAMPLE_BYTES]).best()
    return _first_plausible(body, ("detected", best.encoding if best else None), ("legacy", "cp1256"))


def _first_plausible(body: bytes, *choices: tuple[str, str | None]) -> Decoded | None:
    for how, label in choices:
        text = _strictly(body, label)
        if label and text is not None and arabic_share_of_foreign(text) >= _PLAUSIBLE_SHARE:
            return Decoded(_clean(text), label, how)
    return None


def _strict_utf8(body: bytes) -> Decoded | None:
    text = _strictly(body, "utf-8")
    return None if text is None else Decoded(_clean(text), "utf-8", "strict")


def _strictly(body: bytes, label: str | None) -> str | None:
    try:
        info = codecs.lookup(label or "")
        # codecs also knows base64, rot13 and UTF-7, which no news page is written in
        if not getattr(info, "_is_text_encoding", True) or info.name == "utf-7":
            return None
        return body.decode(info.name)
    except (LookupError, UnicodeError, ValueError):
        return None
