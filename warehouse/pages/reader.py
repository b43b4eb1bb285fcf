"""Turn the bytes of a page into an Article, or say why it is none."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Final
from urllib.parse import urlsplit

from bs4 import BeautifulSoup

from warehouse.errors import UsageError
from warehouse.pages import generic, vietnam_vn
from warehouse.pages.article import Article, Draft, PageRejected, text_digest
from warehouse.pages.blocks import blocks, line_of, parse
from warehouse.pages.charset import decode
from warehouse.pages.furniture import furniture
from warehouse.pages.script import arabic_letters, is_urdu, letters, plain
from warehouse.pages.urls import absolute, canonical_url, same_site, slug_of

MAX_BYTES: Final = 5_000_000
"""Cap of one page: BeautifulSoup needs about 35 times the size in memory (research: hostile HTML)."""

Reader = Callable[[BeautifulSoup, str, str, date], Draft]
_VERSIONS: Final[dict[str, tuple[tuple[date, Reader], ...]]] = {
    # first day of each layout version, oldest first: a page archived earlier is read by the reader of its own day
    "vietnam.vn": ((date(2023, 1, 1), lambda soup, _html, url, day: vietnam_vn.read(soup, url=url, fetched_on=day)),),
    "generic": ((date.min, lambda soup, html, url, day: generic.read(soup, html=html, url=url, fetched_on=day)),),
}
_LEAST_LETTERS: Final = 25  # Arabic letters in title and text of an article; a one-line photo page has 40
_LEAST_SHARE: Final = 0.2  # of all letters; a photo series with untranslated captions keeps about half
_SPOKEN_LETTERS: Final = 150  # a page with so many says what language it is in; menus of an empty one have fewer
_SHELL_LETTERS: Final = 600  # an article is longer than the page that stands in its place


def read_page(body: bytes, *, url: str, content_type: str | None, layout: str, fetched_on: date) -> Article:
    """Read one page with the reader of its site, as it was on the day it was fetched.

    Raises PageRejected when it is no Urdu article (reasons: not_urdu, soft_404, consent, bot_check, empty, too_large,
    no_html), and UsageError for an unknown layout.
    """
    if layout not in _VERSIONS:
        raise UsageError(f"unknown layout {layout!r}; known: {', '.join(_VERSIONS)}")
    if len(body) > MAX_BYTES:
        raise PageRejected("too_large", f"{len(body)} bytes, the cap is {MAX_BYTES}")
    kind = (content_type or "").partition(";")[0].strip().lower()
    if kind and kind not in ("text/html", "application/xhtml+xml", "text/plain", "application/octet-stream"):
        raise PageRejected("no_html", f"content type {kind}")
    decoded = decode(body, content_type)
    soup = parse(decoded.text)
    versions = _VERSIONS[layout]
    reader = next((read for since, read in reversed(versions) if since <= fetched_on), versions[0][1])
    draft = reader(soup, decoded.text, url, fetched_on)
    _refuse_shells(soup, draft, url)
    _refuse_other_languages(soup, draft)
    draft.provenance["charset"] = f"{decoded.how}:{decoded.encoding}" + (" (damaged)" if decoded.damaged else "")
    final = _address(draft, url)
    paragraphs = tuple(draft.paragraphs)
    return Article(
        url=final,
        slug=slug_of(final),
        origin_url=draft.origin_url,
        title=plain(draft.title),
        source=plain(draft.source) or None if draft.source else None,
        published=draft.published,
        paragraphs=paragraphs,
        captions=tuple(draft.captions),
        language="ur",
        layout=draft.layout,
        text_sha256=text_digest(plain(draft.title), paragraphs),
        provenance=draft.provenance,
    )


def _address(draft: Draft, url: str) -> str:
    """Take the page's own canonical address when it is of the same site and not the front page."""
    claimed = absolute(url, draft.canonical) if draft.canonical else None
    if claimed and same_site(claimed, url) and urlsplit(canonical_url(claimed)).path != "/":
        draft.provenance["url"] = "canonical"
        return canonical_url(claimed)
    draft.provenance["url"] = "request"
    return canonical_url(url)


def _refuse_shells(soup: BeautifulSoup, draft: Draft, url: str) -> None:
    """Refuse what stands in an article's place with status 200: soft 404, consent wall, bot check."""
    text = " ".join(draft.paragraphs)
    if letters(text) > _SHELL_LETTERS:
        return
    heads = [draft.title, line_of(soup.find("title"))] if soup.find("title") else [draft.title]
    around = " ".join(block.text for block in blocks(soup))
    for head in heads:
        # what the page says counts only where there is hardly an article: cookie bars stand on every page
        kind = furniture().shell(head, around if arabic_letters(text) < _LEAST_LETTERS * 8 and not text else "")
        if kind:
            raise PageRejected(kind, f"the page is titled {head!r} and has {len(text)} characters of text")
    claimed = absolute(url, draft.canonical) if draft.canonical else None
    home = claimed and same_site(claimed, url) and urlsplit(canonical_url(claimed)).path == "/"
    if home and urlsplit(canonical_url(url)).path != "/":
        raise PageRejected("soft_404", f"its canonical address is the front page, {claimed}")


def _refuse_other_languages(soup: BeautifulSoup, draft: Draft) -> None:
    text = " ".join((draft.title, *draft.paragraphs))
    everything = " ".join((text, *draft.captions))
    if arabic_letters(text) < _LEAST_LETTERS or arabic_letters(text) < _LEAST_SHARE * letters(everything):
        if letters(everything) - letters(draft.title) < _LEAST_LETTERS:
            # the generic reader looks for Urdu alone: on a page in another language it finds nothing
            shown = soup.get_text(" ")
            if letters(shown) >= _SPOKEN_LETTERS and arabic_letters(shown) < _LEAST_SHARE * letters(shown):
                raise PageRejected("not_urdu", f"{arabic_letters(shown)} of {letters(shown)} letters are Arabic script")
            raise PageRejected("empty", f"{len(everything)} characters of text were found")
        raise PageRejected(
            "not_urdu", f"{arabic_letters(text)} of {letters(everything)} letters are of the Arabic script"
        )
    if not is_urdu(text):
        raise PageRejected("not_urdu", "Arabic script without the letters of Urdu")
    if not draft.paragraphs:
        raise PageRejected("empty", "a title without text")
