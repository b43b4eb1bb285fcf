"""Sort the blocks of an article's body into paragraphs, captions, the origin, and furniture."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass, field

from warehouse.pages.blocks import Block
from warehouse.pages.furniture import furniture
from warehouse.pages.script import fold, is_untranslated
from warehouse.pages.urls import absolute, same_site

_RELATED_LINK_SHARE = 0.8  # a block that is nearly all link is the headline of another article


@dataclass
class Sifted:
    """Hold paragraphs, captions and the address that the trailer links to; a caption in Urdu is a paragraph too."""

    paragraphs: list[str] = field(default_factory=list)
    captions: list[str] = field(default_factory=list)
    origin_url: str | None = None


def sift(
    found: Iterable[Block],
    *,
    url: str,
    title: str,
    counter_ends: bool = False,
    pictures: Container[int] = frozenset(),
) -> Sifted:
    """Sort blocks: furniture and related headlines go, untranslated blocks are kept apart, the rest are paragraphs.

    `pictures` are the ids of blocks known to be captions. Their figures count as any other's (annotation guide), so
    they are paragraphs as well, where they stand.
    With `counter_ends` the comment counter ends the article (vietnam.vn puts it last; others put it under the title).
    """
    words = furniture()
    out = Sifted()
    heading, origin_next, related = fold(title), False, False
    for block in found:
        text = block.text
        if id(block) in pictures:
            out.captions.append(text)
            if not is_untranslated(text) and fold(text) != heading:
                _put(out, text)
            continue
        linked = block.link_share >= _RELATED_LINK_SHARE
        if is_trailer(block) or (origin_next and linked):
            # the visible address may be machine-translated (seen on /hi): only the href counts
            links = [absolute(url, href) for href, _ in block.links]
            away = [link for link in links if link and not same_site(link, url)]
            out.origin_url = away[-1] if away else out.origin_url
            origin_next = not away
            continue
        origin_next = False
        if words.is_comment_counter(text):
            if counter_ends and out.paragraphs:
                break
            continue
        if words.is_related_heading(text):
            related = True
            continue
        if linked or words.is_furniture(text) or (fold(text) == heading and not out.paragraphs):
            continue
        if related and (block.links or block.inside("li")):
            continue
        related = False
        if is_untranslated(text):
            out.captions.append(text)
        else:
            _put(out, words.without_marks(text))
    return out


def _put(out: Sifted, text: str) -> None:
    """Add a paragraph that says something, unless it repeats the last: a picture's caption is often there twice."""
    if any(map(str.isalnum, text)) and out.paragraphs[-1:] != [text]:
        out.paragraphs.append(text)


def is_trailer(block: Block) -> bool:
    """Tell whether a block names its origin and nothing else; what its link shows (a paper's name) does not matter."""
    left = block.text
    for href, label in block.links:
        left = left.replace(label, "", 1) if href else left
    return furniture().is_trailer(block.text) or (left != block.text and furniture().is_trailer(left))
