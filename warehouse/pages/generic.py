"""Read any Urdu news page: its claims for the head, density for the body, trafilatura as the net."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final, TypeVar

import trafilatura
from bs4 import BeautifulSoup

from warehouse.pages.article import Draft
from warehouse.pages.blocks import Block, blocks
from warehouse.pages.claims import claims
from warehouse.pages.confidence import Choice, choose, summary
from warehouse.pages.days import day_of
from warehouse.pages.density import Page, find_body, weigh
from warehouse.pages.furniture import furniture
from warehouse.pages.head import place_of_title, read_day, read_source, read_title
from warehouse.pages.labels import is_hidden, is_lead
from warehouse.pages.script import arabic_letters, fold, is_untranslated, letters, tidy
from warehouse.pages.sift import sift
from warehouse.pages.trim import is_stamp, trim

Value = TypeVar("Value")

VERSION: Final = "generic@3"
_THIN_LETTERS: Final = 200  # Arabic letters below which a body is less than sure
_NOTHING_LETTERS: Final = 50
_COVER: Final = 0.25  # share of the page's running text below which a body is doubted
_NET_CHARACTERS: Final = 1_500_000  # trafilatura did not end within 60 s on 2.9 MB of attributes
_NEAR_TITLE: Final = 12  # blocks
_BELOW: Final = 8  # blocks after the body
_LEAD_LETTERS: Final = 40
_EVER: Final = date(9000, 1, 1)
_SITE_WORDS: Final = 3
_TITLE_LINE: Final = 200  # characters


def read(soup: BeautifulSoup, *, html: str, url: str, fetched_on: date) -> Draft:
    """Read one page into a Draft; what is not there stays empty."""
    draft = Draft(layout=VERSION)
    said = claims(soup)
    draft.canonical = said.canonical
    sure: dict[str, float] = {}
    everything = list(blocks(soup, is_hidden))
    title = read_title(soup, said, everything, url)
    at = place_of_title(everything, title.value) if title else None
    page = weigh(soup, everything, at)
    body, where = find_body(soup, page, at)
    if title is None or (len(title.value.split()) <= _SITE_WORDS and _is_masthead(everything, body, at)):
        # some pages are titled with the site's name alone
        if title is not None and at is not None:
            said.source.append((title.value, "title"))
        title = _first_line(everything, body) or title
        at = place_of_title(everything, title.value) if title else None
    draft.title = _note(draft, sure, "title", title) or ""
    near = _near(everything, body, at)
    pictures = _pictures(page, body, at)
    aside = {id(block) for block in pictures}
    text = [block for block in (*_lead(page, body, at, fetched_on), *body) if id(block) not in aside]
    running = trim(text, title=draft.title, latest=fetched_on)
    sifted = sift(_together(page, running, pictures), url=url, title=draft.title, pictures=aside)
    first = next((text for text in sifted.paragraphs if text not in sifted.captions), "")
    draft.published = _note(draft, sure, "published", read_day(said, near, url=url, latest=fetched_on, first=first))
    draft.source = _note(draft, sure, "source", read_source(soup, said, near, url=url, title=draft.title))
    draft.paragraphs, draft.captions = sifted.paragraphs, list(dict.fromkeys(sifted.captions))
    draft.origin_url = sifted.origin_url
    draft.provenance["body"] = where
    if draft.origin_url:
        draft.provenance["origin_url"] = "trailer href"
    held = sum(map(arabic_letters, draft.paragraphs))
    cover = page.weight(body) / max(page.weight(page.kept), 1.0)
    sure["body"] = round(min(1.0, cover) * min(1.0, held / _THIN_LETTERS), 2)
    doubted = held < _NOTHING_LETTERS or cover < _COVER
    if doubted and len(html) <= _NET_CHARACTERS and _cast_net(draft, html, held):
        sure["body"] = 0.5
    draft.provenance["confidence"] = summary(sure)
    return draft


def _note(draft: Draft, sure: dict[str, float], name: str, choice: Choice[Value] | None) -> Value | None:
    """Write down where a field was found, and how sure it is."""
    if choice is None:
        return None
    draft.provenance[name] = choice.where
    sure[name] = choice.trust
    return choice.value


def _first_line(everything: Sequence[Block], body: Sequence[Block]) -> Choice[str] | None:
    """Take the last line of words above the body, or the body's own first short line, for a title that has no mark."""
    start = next((index for index, block in enumerate(everything) if body and block is body[0]), 0)
    above = [*reversed(everything[max(start - 6, 0) : start]), *body[:2]]
    fits = [block.text for block in above if letters(block.text) >= 12 and len(block.text) <= _TITLE_LINE]
    lines = [text for text in fits if not text.rstrip().endswith("\u06d4") and day_of(text, latest=_EVER) is None]
    linked = {block.text for block in above if block.link_share >= 0.5}
    return choose([(text, "first lines") for text in lines if text not in linked])


def _is_masthead(everything: Sequence[Block], body: Sequence[Block], at: int | None) -> bool:
    """Tell whether a short title stands nowhere, or as a line that a menu parts from the text: the site's name."""
    if at is None:
        return True
    start = next((index for index, block in enumerate(everything) if body and block is body[0]), 0)
    menu = any(block.link_share >= 0.5 and len(block.links) > 1 for block in everything[at + 1 : start])
    return menu and not everything[at].inside("h1", "h2", "h3")


def _near(everything: Sequence[Block], body: Sequence[Block], at: int | None) -> list[Block]:
    """Give the blocks after the title, in the article before those past it, then those before the title.

    Without a title those above the body.
    """
    if at is not None:
        # a link above the title is another story's, and so is its date; some sites date an article below its text
        above = [block for block in reversed(everything[max(at - 3, 0) : at]) if not block.links]
        last = next((index for index, block in enumerate(everything) if body and block is body[-1]), len(everything))
        below = [block for block in everything[last + 1 : last + 1 + _BELOW] if furniture().is_stamp_label(block.text)]
        end = at + 1 + _NEAR_TITLE
        inside = min(max(last + 1, at + 1), end)  # past the body other stories have their days
        return [*everything[at + 1 : inside], *below, *everything[inside:end], *above]
    start = next((index for index, block in enumerate(everything) if body and block is body[0]), 0)
    return list(everything[max(start - _NEAR_TITLE, 0) : start + 4])


def _lead(page: Page, body: Sequence[Block], at: int | None, latest: date) -> list[Block]:
    """Find the standfirst between title and body: a sentence, labelled as one or in a paragraph's or heading's tag."""
    if at is None or not body:
        return []
    held = {id(block) for block in body}
    kept = {id(block) for block in page.kept}
    found: list[Block] = []
    for block in page.found[at + 1 : at + 1 + _NEAR_TITLE]:
        if id(block) in held:
            return found
        if (
            id(block) in kept
            and arabic_letters(block.text) >= _LEAD_LETTERS
            and block.link_share < 0.5
            and (is_lead(block.tag) or block.tag.name in ("p", "h2", "h3", "h4", "strong", "b"))
            and not (id(block) in page.captions or is_stamp(block.text, latest))
            and not any(fold(block.text) in fold(other.text) for other in body)
        ):
            found.append(block)
    return []


def _together(page: Page, running: Sequence[Block], pictures: Sequence[Block]) -> list[Block]:
    """Put captions where they stand between the paragraphs: what they tell of is what is said around them."""
    place = {id(block): index for index, block in enumerate(page.found)}
    return sorted((*running, *pictures), key=lambda block: place[id(block)])


def _pictures(page: Page, body: Sequence[Block], at: int | None) -> list[Block]:
    """Give the captions of the body, and those between it and the title."""
    inside = [block for block in body if id(block) in page.captions]
    near = page.found[at + 1 : at + 1 + _NEAR_TITLE] if at is not None else []
    kept = {id(block) for block in page.kept}
    above = [block for block in near if id(block) in kept and id(block) in page.captions and block.link_share < 0.5]
    return list({id(block): block for block in (*above, *inside)}.values())


def _cast_net(draft: Draft, html: str, held: int) -> bool:
    """Take trafilatura's body when it holds clearly more Urdu than ours."""
    text = trafilatura.extract(html, include_comments=False, include_tables=True, favor_recall=True) or ""
    lines = [
        line
        for line in (tidy(line).removeprefix("- ") for line in text.splitlines())
        if line and fold(line) != fold(draft.title)
    ]
    words = furniture()
    lines = [line for line in lines if not words.is_furniture(line) and not words.is_trailer(line)]
    if sum(map(arabic_letters, lines)) <= 1.5 * held:
        return False
    draft.paragraphs = [line for line in lines if not is_untranslated(line)]
    draft.captions = [line for line in lines if is_untranslated(line)]
    draft.provenance["body"] = "trafilatura"
    return True
