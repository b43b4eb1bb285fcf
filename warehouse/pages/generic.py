"""Read any Urdu news page: its claims for the head, density for the body, trafilatura as the net."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final
from urllib.parse import urlsplit

import trafilatura
from bs4 import BeautifulSoup, Tag

from warehouse.pages.article import Draft
from warehouse.pages.blocks import Block, blocks, line_of
from warehouse.pages.claims import Claims, claims
from warehouse.pages.days import day_in_url, day_of, local_day
from warehouse.pages.density import find_body, running_letters
from warehouse.pages.furniture import furniture
from warehouse.pages.names import undouble
from warehouse.pages.script import arabic_letters, fold, is_untranslated, tidy
from warehouse.pages.sift import sift

VERSION: Final = "generic@1"
_THIN_LETTERS: Final = 200  # Arabic letters below which a body is doubted
_COVER: Final = 0.5  # share of the page's running text that a trusted body holds
_NET_CHARACTERS: Final = 1_500_000  # trafilatura did not end within 60 s on 2.9 MB of attributes
_DATE_LINE: Final = 120  # characters of a line that may be a byline
_NEAR_TITLE: Final = 10  # blocks


def read(soup: BeautifulSoup, *, html: str, url: str, fetched_on: date) -> Draft:
    """Read one page into a Draft; what is not there stays empty."""
    draft = Draft(layout=VERSION)
    said = claims(soup)
    draft.canonical = said.canonical
    _read_title(draft, soup, said)
    body, kept, where = find_body(soup)
    near = _near_title(list(blocks(soup)), draft.title)
    _read_day(draft, soup, said, near, url=url, latest=fetched_on)
    _read_source(draft, said, url)
    content = [block for block in body if not _is_date_line(block.text, fetched_on)]
    sifted = sift(content, url=url, title=draft.title)
    draft.paragraphs, draft.captions, draft.origin_url = sifted.paragraphs, sifted.captions, sifted.origin_url
    draft.provenance["body"] = where
    if draft.origin_url:
        draft.provenance["origin_url"] = "trailer href"
    held = sum(map(arabic_letters, draft.paragraphs))
    doubted = held < _THIN_LETTERS or running_letters(body) < _COVER * running_letters(kept)
    if doubted and len(html) <= _NET_CHARACTERS:
        _cast_net(draft, html, held)
    return draft


def _read_title(draft: Draft, soup: BeautifulSoup, said: Claims) -> None:
    names = [name for name, _ in said.source]
    claimed = [(furniture().without_suffix(text, *names), where) for text, where in said.title]
    headings = [line for line in (line_of(tag) for tag in soup.find_all("h1", limit=5)) if line]
    # the heading is what readers see; it is believed when the page's claims agree, or when there is nothing else
    for heading in headings:
        if any(fold(heading) in fold(text) or fold(text) in fold(heading) for text, _ in claimed):
            draft.title, draft.provenance["title"] = heading, "h1"
            return
    tag = soup.find("title")
    if isinstance(tag, Tag):
        claimed.append((furniture().without_suffix(tidy(tag.get_text()), *names), "title"))
    found = [*claimed[: len(said.title)], *((heading, "h1") for heading in headings), *claimed[len(said.title) :]]
    if found:
        draft.title, draft.provenance["title"] = found[0]


def _near_title(everything: Sequence[Block], title: str) -> list[Block]:
    wanted = fold(title)
    at = [index for index, block in enumerate(everything) if fold(block.text) == wanted]
    return list(everything[at[-1] + 1 : at[-1] + 1 + _NEAR_TITLE]) if at else []


def _read_day(
    draft: Draft, soup: BeautifulSoup, said: Claims, near: Sequence[Block], *, url: str, latest: date
) -> None:
    candidates = [(local_day(text, latest=latest), where) for text, where in said.published]
    stamps = [tag for tag in soup.find_all("time", limit=20) if not tag.find_parent(["aside", "nav", "footer", "li"])]
    candidates += [
        (local_day(str(tag.get("datetime") or tag.get_text(" ")), latest=latest), "time") for tag in stamps[:1]
    ]
    # the header of some sites (nawaiwaqt) shows today's date: the address is believed before any visible line
    candidates.append((day_in_url(url, latest=latest), "url"))
    candidates += [(day_of(block.text, latest=latest), "near title") for block in near if len(block.text) <= _DATE_LINE]
    for day, where in candidates:
        if day is not None:
            draft.published, draft.provenance["published"] = day, where
            return


def _read_source(draft: Draft, said: Claims, url: str) -> None:
    host = urlsplit(url).hostname
    found = [*((undouble(text), where) for text, where in said.source), *([(host, "host")] if host else [])]
    if found:
        draft.source, draft.provenance["source"] = found[0]


def _is_date_line(text: str, latest: date) -> bool:
    """Tell whether a short line is only a date stamp: it has a day and no sentence."""
    return len(text) <= 40 and "\u06d4" not in text and day_of(text, latest=latest) is not None


def _cast_net(draft: Draft, html: str, held: int) -> None:
    """Take trafilatura's body when it holds clearly more Urdu than ours."""
    text = trafilatura.extract(html, include_comments=False, include_tables=True, favor_recall=True) or ""
    lines = [line for line in map(tidy, text.splitlines()) if line and fold(line) != fold(draft.title)]
    words = furniture()
    lines = [line for line in lines if not words.is_furniture(line) and not words.is_trailer(line)]
    if sum(map(arabic_letters, lines)) > 1.5 * held:
        draft.paragraphs = [line for line in lines if not is_untranslated(line)]
        draft.captions = [line for line in lines if is_untranslated(line)]
        draft.provenance["body"] = "trafilatura"
