"""Read article pages of vietnam.vn: Next.js, rendered on the server, Ant Design classes (field notes: site anatomy)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final
from urllib.parse import urlsplit

from bs4 import BeautifulSoup

from warehouse.pages.article import Draft
from warehouse.pages.blocks import Block, below, blocks, line_of
from warehouse.pages.claims import Claims, claims
from warehouse.pages.confidence import summary, trust_in
from warehouse.pages.days import day_of, local_day
from warehouse.pages.density import find_body, weigh
from warehouse.pages.furniture import furniture
from warehouse.pages.names import undouble
from warehouse.pages.script import arabic_letters
from warehouse.pages.sift import is_trailer, sift
from warehouse.pages.trim import without_signature

VERSION: Final = "vietnam.vn@1"
BODIES: Final = (
    ".post-detail-body",
    ".post-detail-container",
    ".td-post-content",
    ".entry-content",
    ".ant-layout-content",
)
"""Where the body is, best first: the selectors that readers of the live site use, newer and older layouts."""

_UTC_OFFSET: Final = 7  # hours, Asia/Ho_Chi_Minh, no daylight saving
_BYLINE: Final = re.compile(
    r"(?P<name>.*?)[\s|·•,-]*(?P<day>\d{1,2}/\d{1,2}/\d{4})(?:[\s,|-]*\d{1,2}:\d{2}(?::\d{2})?)?"
)
_DOUBLED: Final = re.compile(
    r"(?P<name>.+?)\s*(?P=name)[\s|·•,-]*(?P<day>\d{1,2}/\d{1,2}/\d{4})(?:[\s,|-]*\d{1,2}:\d{2}(?::\d{2})?)?"
)
_DATELESS: Final = re.compile(r"(?P<name>[^\d\W].{1,60}?)\s*(?P=name)(?P<day>)")
_BARE_DAY: Final = re.compile(r"\d{1,2}/\d{1,2}/\d{4}(?:[\s,|-]*\d{1,2}:\d{2}(?::\d{2})?)?")
_BYLINE_WITHIN: Final = 8  # blocks after the title
_NAME_LENGTH: Final = 80  # characters; the longest publisher seen has 40
_LEAD_LETTERS: Final = 20


def read(soup: BeautifulSoup, *, url: str, fetched_on: date) -> Draft:
    """Read one page into a Draft; what is not there stays empty."""
    draft = Draft(layout=VERSION)
    said = claims(soup)
    draft.canonical = said.canonical
    everything = list(blocks(soup))
    heading = next((index for index, block in enumerate(everything) if block.inside("h1")), None)
    if heading is not None:
        h1 = everything[heading].tag
        draft.title = line_of(h1 if h1.name == "h1" else h1.find_parent("h1"))
        draft.provenance["title"] = "h1"
        while heading + 1 < len(everything) and everything[heading + 1].inside("h1"):
            heading += 1
    elif said.title:
        draft.title = furniture().without_suffix(said.title[0][0], "Vietnam.vn")
        draft.provenance["title"] = said.title[0][1]
    after = everything[heading + 1 :] if heading is not None else everything
    body, where = _body(soup, after)
    first = next((index for index, block in enumerate(after) if any(block is one for one in body)), 0)
    byline = _read_byline(draft, after[: max(first, _BYLINE_WITHIN)], said, fetched_on)
    before = [block for block in after[:first] if not any(block is part for part in byline)]
    lead = [
        block
        for block in before
        # other short lines stand there too: "listen", "share", font sizes
        if arabic_letters(block.text) >= _LEAD_LETTERS and not block.inside("nav", "li", "aside", "header")
    ]
    # the trailer stands in the body or after it
    last = max((index for index, block in enumerate(after) if block is body[-1]), default=0) if body else 0
    trailer = [block for block in after[last + 1 :] if is_trailer(block)] if body else []
    kept = [
        block for block in [*lead, *without_signature(body), *trailer[:1]] if not any(block is part for part in byline)
    ]
    sifted = sift(kept, url=url, title=draft.title, counter_ends=True)
    draft.paragraphs, draft.captions, draft.origin_url = sifted.paragraphs, sifted.captions, sifted.origin_url
    draft.provenance["body"] = where
    if draft.origin_url:
        draft.provenance["origin_url"] = "trailer href"
        if draft.source is None:
            draft.source = urlsplit(draft.origin_url).hostname
            draft.provenance["source"] = "origin host"
    found = [name for name in ("title", "published", "source", "body") if name in draft.provenance]
    draft.provenance["confidence"] = summary({name: trust_in(draft.provenance[name]) for name in found})
    return draft


def _body(soup: BeautifulSoup, after: Sequence[Block]) -> tuple[list[Block], str]:
    """Find the blocks of the body: the first of the known containers that holds Urdu text after the title."""
    candidates = [(below(after, soup.select(selector)), selector) for selector in BODIES]
    for found, selector in candidates:
        if any(arabic_letters(block.text) >= _LEAD_LETTERS for block in found):
            return found, selector
    # all classes are new: the body is looked for as on an unknown site
    found, where = find_body(soup, weigh(soup, list(after), None), None)
    if found:
        return found, where
    # a page in another language: its text is kept for the one who judges it
    return next(((found, selector) for found, selector in candidates if found), ([], "none"))


def _read_byline(draft: Draft, near: Sequence[Block], said: Claims, fetched_on: date) -> list[Block]:
    """Read publisher and day from the byline below the title; give the blocks it took up.

    The publisher is written twice (logo and link) and the date is glued to it, in one block or in three.
    """
    for index, block in enumerate(near):
        if len(block.text) > 3 * _NAME_LENGTH:  # before matching: back references are quadratic on a hostile block
            continue
        match = _DOUBLED.fullmatch(block.text) or _BYLINE.fullmatch(block.text) or _DATELESS.fullmatch(block.text)
        if not match:
            continue
        taken = [block]
        name = undouble(match["name"])
        for before in reversed(near[max(index - 2, 0) : index]):
            if match["name"] or len(before.text) > _NAME_LENGTH or (name and undouble(before.text) != name):
                break
            name = undouble(before.text)
            taken.append(before)
        if name:
            draft.source, draft.provenance["source"] = name, "byline"
        draft.published = day_of(match["day"] or "", latest=fetched_on)
        if (
            not match["day"]
            and (day := next(iter(near[index + 1 : index + 2]), None))
            and _BARE_DAY.fullmatch(day.text)
        ):
            draft.published = day_of(day.text, latest=fetched_on)
            taken.append(day)
        if draft.published:
            draft.provenance["published"] = "byline"
        _fall_back(draft, said, fetched_on)
        return taken
    _fall_back(draft, said, fetched_on)
    return []


def _fall_back(draft: Draft, said: Claims, fetched_on: date) -> None:
    for text, where in said.published:
        if draft.published is None:
            draft.published = local_day(text, latest=fetched_on, utc_offset_hours=_UTC_OFFSET)
            if draft.published:
                draft.provenance["published"] = where
    # the site's own name is on every page and publishes none of the articles
    named = [
        (text, where) for text, where in said.source if where == "json-ld:publisher" and text.lower() != "vietnam.vn"
    ]
    if draft.source is None and named:
        draft.source, draft.provenance["source"] = named[0]
