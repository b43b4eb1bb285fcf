"""Find the body of an unknown page: the container in which most of the running Urdu text stands."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from bs4 import BeautifulSoup, Tag

from warehouse.pages.blocks import Block, below
from warehouse.pages.cards import other_stories
from warehouse.pages.furniture import furniture
from warehouse.pages.labels import ancestors, furniture_strength, is_body, is_caption
from warehouse.pages.script import arabic_letters

_PARAGRAPHS: Final = frozenset(
    re.findall(r"\w+", "p li h1 h2 h3 h4 h5 h6 blockquote figure figcaption pre dd dt tr table tbody thead ul ol dl")
)
_HEAVY: Final = {1: 0.4, 2: 0.85}
"""Share of the page's running text from which an element labelled as furniture (how strongly) frames the page."""
_LETTERS: Final = 20  # Arabic letters in a block of running text
_LONG: Final = 160  # characters; a line so long is text with or without a full stop
_ENDS: Final = ("\u06d4", ".", "\u061f", "?", "!", ":", "\u201d", "\u2019", '"', "'", ")", "\u061b")
_CUT: Final = ("...", "\u2026", "..")  # the teaser of another story
_LEVELS: Final = (1.0, 0.8, 0.3)  # share of a paragraph's weight that its container gets, and those around it
_LABELLED: Final = 1.3
_NEAREST: Final = 1.5  # what the container of the first sentence after the title gets
_SENTENCE_LETTERS: Final = 40
_ABOVE: Final = 0.3  # what text above the title counts
_OPINION: Final = 0.1  # what text below the heading of the comments counts
_HEADINGS: Final = ("h2", "h3", "h4", "h5", "h6", "legend")
_TWINS: Final = 50
_FIRST: Final = 3  # sentences; a standfirst may have a container of its own
_PER_BLOCK: Final = 0.985  # text far below the title is less likely the article's
_MICRODATA_SHARE: Final = 0.3


@dataclass
class Page:
    """Hold a page's blocks, which of them are cards, furniture and captions, and the weight of each as running text.

    `counts` gives the number of blocks in an element, by its id.
    """

    found: list[Block]
    kept: list[Block]
    weights: dict[int, float]
    counts: dict[int, int]

    def weight(self, chosen: Sequence[Block]) -> float:
        """Give the Arabic letters of running text in some of the blocks."""
        return sum(self.weights[id(block)] for block in chosen)


def weigh(found: list[Block], title: int | None) -> Page:
    """Sort out cards, furniture and captions. `title` is the index of the heading's block, which is no running text."""
    cards = other_stories(found)
    weights = {id(block): 0.0 if card else _weight(block) for block, card in zip(found, cards, strict=True)}
    if title is not None:
        weights[id(found[title])] = 0.0
    around = [ancestors(block.tag) for block in found]
    sums: dict[int, float] = defaultdict(float)
    counts: dict[int, int] = defaultdict(int)
    for block, tags in zip(found, around, strict=True):
        for tag in tags:
            sums[id(tag)] += weights[id(block)]
            counts[id(tag)] += 1
    total = sum(weights.values())
    framing = {id(tag) for tag in around[title]} if title is not None else set()
    verdicts: dict[int, bool] = {}

    def furniture(tag: Tag) -> bool:
        if id(tag) not in verdicts:
            strength = furniture_strength(tag)
            verdicts[id(tag)] = (
                strength > 0 and id(tag) not in framing and sums[id(tag)] < _HEAVY[strength] * max(total, 1.0)
            )
        return verdicts[id(tag)]

    kept = [
        block
        for block, card, tags in zip(found, cards, around, strict=True)
        if not card and not any(furniture(tag) for tag in tags)
    ]
    return Page(found, kept, weights, counts)


def find_body(soup: BeautifulSoup, page: Page, title: int | None) -> tuple[list[Block], str]:
    """Give the body's blocks and how the body was found.

    The body is what is marked `articleBody`, else the container with most running text below it, joined with its
    siblings of the same tag and class (advertisements cut bodies in pieces).
    """
    marked = soup.select('[itemprop~="articleBody"]', limit=50)
    if marked:
        body = below(page.kept, marked)
        if page.weight(body) >= max(_MICRODATA_SHARE * page.weight(page.kept), _LETTERS):
            return body, "microdata:articleBody"
    scores: dict[int, float] = defaultdict(float)
    tags: dict[int, Tag] = {}
    first = title if title is not None else 0
    places = {id(block): index for index, block in enumerate(page.found)}
    opinions = _opinions(page, first)
    for block in page.kept:
        weight = page.weights[id(block)]
        if not weight or is_caption(block.tag):
            continue
        after = places[id(block)] - first
        weight *= _PER_BLOCK**after if after >= 0 else _ABOVE
        weight *= _OPINION if places[id(block)] > opinions else 1.0
        for share, holder in zip(_LEVELS, _holders(block.tag, page.counts), strict=False):
            scores[id(holder)] += share * weight
            tags[id(holder)] = holder
    near = {id(tag) for tag in _first_after(page, title)}
    for key, tag in tags.items():
        scores[key] *= (_LABELLED if is_body(tag) else 1.0) * (_NEAREST if key in near else 1.0)
    if not scores or not max(scores.values()):
        return [], "none"
    top = tags[max(scores, key=lambda key: scores[key])]
    return below(page.kept, _with_siblings(top)), "density"


def _opinions(page: Page, first: int) -> int:
    """Give the index of the heading of the readers' comments, which may hold more text than a short article."""
    sentence = False
    for index, block in enumerate(page.found[first:], first):
        if sentence and block.tag.name in _HEADINGS and furniture().is_comments_heading(block.text):
            return index
        sentence |= page.weights[id(block)] >= _SENTENCE_LETTERS
    return len(page.found)


def _first_after(page: Page, title: int | None) -> list[Tag]:
    """Give the containers of the first full sentences after the title: a side column rarely stands between them."""
    if title is None:
        return []
    places = {id(block) for block in page.found[title + 1 :]}
    sentences = (
        block
        for block in page.kept
        if id(block) in places and page.weights[id(block)] >= _SENTENCE_LETTERS and not is_caption(block.tag)
    )
    return [holder for block in islice(sentences, _FIRST) for holder in _holders(block.tag, page.counts)]


def _holders(tag: Tag, counts: Mapping[int, int]) -> list[Tag]:
    """Give the containers around a paragraph, the nearest first; wrappers of one paragraph each count as one level."""
    outer = tag
    while outer.name in _PARAGRAPHS and outer.parent is not None and outer.name != "body":
        outer = outer.parent
    outer = _out_of_wrappers(outer, counts)
    found = [outer]
    for one in islice(outer.parents, 2):
        if found[-1].name in ("body", "[document]"):
            break
        found.append(one)
    return found


def _out_of_wrappers(tag: Tag, counts: Mapping[int, int]) -> Tag:
    """Climb from an element that holds one paragraph alone to what holds others of its make, if there are any."""
    outer = tag
    while counts.get(id(outer), 0) == 1 and outer.parent is not None and outer.name not in ("body", "article", "main"):
        twins = outer.parent.find_all(outer.name, recursive=False, limit=_TWINS)
        if any(twin is not outer and twin.get("class") == outer.get("class") for twin in twins):
            return outer.parent
        outer = outer.parent
    return tag


def _weight(block: Block) -> float:
    count = arabic_letters(block.text)
    share = block.link_share
    if count < _LETTERS or share >= 0.5:
        return 0.0
    text = block.text.rstrip()
    if text.endswith(_CUT):
        return 0.15 * count
    sentence = text.endswith(_ENDS) or len(text) >= _LONG
    return count * (1 - share) * (1.0 if sentence else 0.5)


def _with_siblings(top: Tag) -> list[Tag]:
    if top.parent is None or top.name in ("body", "main", "article", "td"):
        return [top]
    return [tag for tag in top.parent.find_all(top.name, recursive=False) if tag.get("class") == top.get("class")]
