"""Hold what a page was read into, and the reasons for which a page is no article."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from warehouse.errors import HadafError


class PageRejected(HadafError):
    """Report a page that is no Urdu article.

    `reason` is one of: not_urdu, soft_404, consent, bot_check, empty, too_large, no_html; from a LimitedReader also:
    "too slow", "too much memory", "reader died", "unreadable". `detail` says what was seen.
    """

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason = reason
        self.detail = detail


@dataclass(frozen=True)
class Article:
    """Hold one article as it was read.

    `url` is canonical; `slug` is the last part of its path; `origin_url` is the page it was translated from;
    `published` is the source's local day; `captions` are the blocks that were left in another script, and the lines of
    pictures where the page marks them (those in Urdu are paragraphs too, where they stand); `layout` is the reader with
    its version; `provenance` says for each field where it was found, and under `confidence` how sure that is (0 to 1);
    `text_sha256` is over title and paragraphs.
    """

    url: str
    slug: str
    origin_url: str | None
    title: str
    source: str | None
    published: date | None
    paragraphs: tuple[str, ...]
    captions: tuple[str, ...]
    language: str
    layout: str
    text_sha256: str
    provenance: Mapping[str, str] = field(default_factory=dict)


@dataclass
class Draft:
    """Collect what a layout reader found, before it is judged."""

    layout: str
    title: str = ""
    source: str | None = None
    published: date | None = None
    origin_url: str | None = None
    canonical: str | None = None
    paragraphs: list[str] = field(default_factory=list)
    captions: list[str] = field(default_factory=list)
    provenance: dict[str, str] = field(default_factory=dict)


def text_digest(title: str, paragraphs: Iterable[str]) -> str:
    """Hash title and paragraphs (SHA-256, hex): the same text under another URL or markup has the same digest."""
    return hashlib.sha256("\n".join((title, *paragraphs)).encode("utf-8", "replace")).hexdigest()
