"""Find the body of an unknown page: the container in which most of the running Urdu text stands."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Final

from bs4 import BeautifulSoup, Tag

from warehouse.pages.blocks import Block, below, blocks
from warehouse.pages.script import arabic_letters

_FURNITURE_TAGS: Final = frozenset({"nav", "footer", "aside", "header", "form", "menu"})
_FURNITURE_NAMES: Final = re.compile(
    r"(?:comments?|disqus|related|share|sharing|social|sidebar|side-bar|menu|nav|navbar|breadcrumbs?|footer|cookies?|consent"
    r"|newsletter|subscribe|promo|advert\w*|ads?|tags?|widgets?|popular|trending|recommend\w*|most-?read|more-?news|read-?also"
    r"|byline|author-bio|pagination|skip-link)(?:[-_].*)?|.*[-_](?:related|comments?|sidebar|breadcrumbs?|share|social|tags)",
    re.IGNORECASE,
)
_PARAGRAPHS: Final = frozenset(
    ("p", "li", "h2", "h3", "h4", "h5", "h6", "blockquote", "figcaption", "pre", "dd", "dt", "tr", "table", "ul", "ol")
)
_HEAVY: Final = 0.4  # share of the page's running text from which a "furniture" tag is a page frame (ASP.NET forms)
_MAX_WEIGHED: Final = 50  # weighing reads a whole subtree; hostile pages have thousands of such tags
_LETTERS: Final = 20  # Arabic letters in a block of running text
_MICRODATA_SHARE: Final = 0.3


def find_body(soup: BeautifulSoup) -> tuple[list[Block], list[Block], str]:
    """Give the body's blocks, all blocks that are not furniture, and how the body was found.

    The body is the element marked `articleBody`, else the container with most running text directly below it, joined
    with its siblings of the same tag and class (advertisements cut bodies in pieces).
    """
    total = sum(map(_weight, blocks(soup)))
    weighed = 0

    def skip(tag: Tag) -> bool:
        nonlocal weighed
        if tag.name not in _FURNITURE_TAGS and not _named_furniture(tag):
            return False
        if weighed >= _MAX_WEIGHED:
            return True
        weighed += 1
        return sum(map(_weight, blocks(tag))) < _HEAVY * total

    kept = list(blocks(soup, skip))
    marked = soup.select_one('[itemprop="articleBody"]')
    if marked is not None:
        body = below(kept, [marked])
        if sum(map(_weight, body)) >= _MICRODATA_SHARE * sum(map(_weight, kept)):
            return body, kept, "microdata:articleBody"
    scores: dict[int, float] = defaultdict(float)
    tags: dict[int, Tag] = {}
    for block in kept:
        weight = _weight(block)
        holder = block.tag
        while holder.name in _PARAGRAPHS and holder.parent is not None:
            holder = holder.parent
        for share in (1.0, 0.8, 0.3):
            scores[id(holder)] += share * weight
            tags[id(holder)] = holder
            if holder.parent is None or holder.name in ("body", "[document]"):
                break
            holder = holder.parent
    if not scores or not max(scores.values()):
        return [], kept, "none"
    top = tags[max(scores, key=lambda key: scores[key])]
    return below(kept, _with_siblings(top)), kept, "density"


def running_letters(found: list[Block]) -> float:
    """Count the Arabic letters of running text, link text discounted."""
    return sum(map(_weight, found))


def _weight(block: Block) -> float:
    count = arabic_letters(block.text)
    share = block.link_share
    return count * (1 - share) if count >= _LETTERS and share < 0.5 else 0.0


def _named_furniture(tag: Tag) -> bool:
    names = [*tag.get_attribute_list("class"), tag.get("id"), tag.get("role")]
    return tag.name not in ("html", "body", "main", "article") and any(
        _FURNITURE_NAMES.fullmatch(str(name)) for name in names if name
    )


def _with_siblings(top: Tag) -> list[Tag]:
    if top.parent is None or top.name in ("body", "main", "article"):
        return [top]
    return [
        tag
        for tag in top.parent.find_all(top.name, recursive=False)
        if tag.get_attribute_list("class") == top.get_attribute_list("class")
    ]
