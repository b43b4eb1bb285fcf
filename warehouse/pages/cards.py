"""Find the cards of other stories: a headline that is all link, with the little that stands around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bs4 import Tag

from warehouse.pages.blocks import Block
from warehouse.pages.labels import ancestors, is_body
from warehouse.pages.script import letters

_LINKED: Final = 0.8  # share of link text from which a block is the headline of another story
_HEADLINE: Final = 12  # letters; shorter links are menus, tags, names
_SUMMARY_LETTERS: Final = 220  # of what is not link in a card: a summary of two lines, a date, a section's name
_SUMMARY_BLOCKS: Final = 3
_LABEL_LETTERS: Final = 30  # of a heading or a date between the cards of a list


@dataclass
class _Held:
    """Count what stands in an element."""

    links: int = 0
    plain: int = 0
    longest: int = 0  # letters of the longest block that is no link
    letters: int = 0  # letters of all blocks that are no link
    text_first: bool = False  # its first block of some length is no link
    title: bool = False  # holds the page's first-order heading


def is_link(block: Block) -> bool:
    """Tell whether a block is nearly all link."""
    return block.link_share >= _LINKED


def other_stories(found: Sequence[Block]) -> list[bool]:
    """Tell for each block whether it is in a card: a linked headline, or a summary that shares its box.

    A card is an element with one linked headline, first in it, and little else; a list is an element that holds cards
    and labels. Neither takes in the heading of the page or an element that is labelled as the place of a text.
    """
    around = [ancestors(block.tag) for block in found]
    cards = [is_link(block) and letters(block.text) >= _HEADLINE for block in found]
    for fits in (_is_card, _is_list):
        held = _count(found, around, cards)
        boxes: set[int] = set()
        for card, tags in zip(cards, around, strict=True):
            if card:
                for tag in tags:
                    if not fits(tag, held[id(tag)]):
                        break
                    boxes.add(id(tag))
        cards = [card or any(id(tag) in boxes for tag in tags) for card, tags in zip(cards, around, strict=True)]
    return cards


def _count(found: Sequence[Block], around: Sequence[list[Tag]], cards: Sequence[bool]) -> dict[int, _Held]:
    held: dict[int, _Held] = {}
    for block, tags, card in zip(found, around, cards, strict=True):
        size, heading = letters(block.text), block.inside("h1")
        for tag in tags:
            one = held.setdefault(id(tag), _Held())
            one.title |= heading
            if card:
                one.links += 1
            else:
                one.text_first |= not one.links and size >= _HEADLINE
                one.plain += 1
                one.letters += size
                one.longest = max(one.longest, size)
    return held


def _is_card(tag: Tag, held: _Held) -> bool:
    return not _is_place(tag, held) and (
        held.links == 1
        and held.plain <= _SUMMARY_BLOCKS
        and held.letters <= _SUMMARY_LETTERS
        and (not held.text_first or held.plain == 1)
    )


def _is_list(tag: Tag, held: _Held) -> bool:
    return not _is_place(tag, held) and held.longest <= _LABEL_LETTERS


def _is_place(tag: Tag, held: _Held) -> bool:
    """Tell whether an element may be the article's own."""
    if tag.name in ("body", "main", "html", "[document]") or held.title:
        return True
    return held.plain > 0 and tag.name != "article" and is_body(tag)
