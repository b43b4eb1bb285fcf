"""Cut the ends off a body: what stands before its first paragraph and after its last is rarely the article's."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from warehouse.pages.blocks import Block
from warehouse.pages.days import day_of
from warehouse.pages.furniture import furniture
from warehouse.pages.script import arabic_letters, fold, letters
from warehouse.pages.sift import is_trailer

_PART: Final = 8  # letters
_STAMP: Final = 40  # characters of a line that is nothing but a date
_LABELLED_STAMP: Final = 90  # with "published", "updated" before it
_PARAGRAPH: Final = 40  # Arabic letters
_BYLINE: Final = 80  # characters
_AFTER_MARKER: Final = 0.35  # share of the text that may be cut with a marker ("comments", "more news")
_CUT: Final = ("...", "\u2026")
_HEADINGS: Final = ("h2", "h3", "h4", "h5", "strong")
_EMPHASIS: Final = ("strong", "b", "em", "i")
_LINKED: Final = 0.8
_NAME_WORDS: Final = 5
_NAME_LETTERS: Final = 40
_DATELINE: Final = ("\u2014", "\u2013", "-", ":")  # "Washington —" stands alone on some sites
_SENTENCE: Final = ("\u06d4", ".", "\u061f", "?", "!")


def is_stamp(text: str, latest: date) -> bool:
    """Tell whether a line is only a date stamp: it has a day and no sentence."""
    if "\u06d4" in text:
        return False
    limit = _LABELLED_STAMP if furniture().is_stamp_label(text) else _STAMP
    return len(text) <= limit and day_of(text, latest=latest) is not None


def trim(body: Sequence[Block], *, title: str, latest: date) -> list[Block]:
    """Cut the title with what is above it, bylines and stamps, the part after a closing marker, and late teasers."""
    left = _below_title(list(body), title)
    left = [block for block in left if not is_stamp(block.text, latest)]
    left = [block for block in left if letters(block.text) or block.inside("table", "li")]
    left = _without_head(left)
    left = _without_teasers(_without_tail(left))
    while left and _ends_nothing(left[-1]):
        left.pop()
    return left


def _ends_nothing(block: Block) -> bool:
    """Tell whether a last line is a heading that nothing follows, a byline, a signature, or furniture."""
    words = furniture()
    byline = words.is_byline(block.text) and len(block.text) <= _BYLINE
    return block.tag.name in _HEADINGS[:-1] or byline or words.is_furniture(block.text) or _is_signature(block)


def without_signature(body: Sequence[Block]) -> list[Block]:
    """Drop the author's name below the last paragraph; the origin, a comment counter and links may come after it."""
    words = furniture()
    for index in range(len(body) - 1, 0, -1):
        block = body[index]
        if is_trailer(block) or block.link_share >= _LINKED or words.is_end(block.text):
            continue
        if words.is_furniture(block.text) or words.is_comment_counter(block.text):
            continue
        return [*body[:index], *body[index + 1 :]] if _is_signature(block) else list(body)
    return list(body)


def _is_signature(block: Block) -> bool:
    """Tell whether a line is a name and no sentence, set apart from the text: all bold or slanted, or put to a side."""
    text = block.text.rstrip()
    if not (2 <= len(text.split()) <= _NAME_WORDS and letters(text) <= _NAME_LETTERS):
        return False
    if any(map(str.isdigit, text)) or text.endswith((*_SENTENCE, *_DATELINE)) or block.inside("li", "table"):
        return False
    style = str(block.tag.get("style") or "").replace(" ", "").lower()
    if any(side in style for side in ("text-align:right", "text-align:left", "text-align:end")):
        return True
    set_off = block.tag if block.tag.name in _EMPHASIS else block.tag.find(_EMPHASIS)
    return set_off is not None and fold(set_off.get_text(" ")) == fold(text)


def _below_title(body: list[Block], title: str) -> list[Block]:
    wanted = fold(title)
    while len(body) > 1 and letters(body[0].text) >= _PART and fold(body[0].text) in wanted:
        body = body[1:]  # a title broken into lines
    total = sum(arabic_letters(block.text) for block in body)
    above = 0
    for index, block in enumerate(body):
        if wanted and fold(block.text) == wanted and above < 0.3 * total:
            return body[index + 1 :]
        above += arabic_letters(block.text)
    return body


def _without_head(body: list[Block]) -> list[Block]:
    words = furniture()
    start = next((at for at, block in enumerate(body) if arabic_letters(block.text) >= _PARAGRAPH), len(body))
    kept = [
        block
        for block in body[:start]
        if not _is_label(block) and not (words.is_byline(block.text) and len(block.text) <= _BYLINE)
    ]
    while start < len(body) and words.is_byline(body[start].text) and len(body[start].text) <= _BYLINE:
        start += 1
    return [*kept, *body[start:]]


def _is_label(block: Block) -> bool:
    """Tell whether a line above the first paragraph is a name, a counter or a section: no heading, no sentence."""
    text = block.text.rstrip()
    return not letters(text) or (block.tag.name not in _HEADINGS and not text.endswith((*_SENTENCE, *_DATELINE)))


def _without_tail(body: list[Block]) -> list[Block]:
    words = furniture()
    total = sum(arabic_letters(block.text) for block in body)
    before = 0
    for index, block in enumerate(body):
        rest = total - before
        if before >= _PARAGRAPH and rest <= _AFTER_MARKER * total and is_trailer(block) and block.links:
            return body[: index + 1]  # the origin is named last
        if before >= _PARAGRAPH and (
            words.is_comments_heading(block.text)
            or (
                words.is_end(block.text)
                and rest <= _AFTER_MARKER * total + 2 * _PARAGRAPH
                and not _goes_on(body[:index], body[index + 1 :])
            )
        ):
            return body[:index]
        before += arabic_letters(block.text)
    return body


def _goes_on(before: Sequence[Block], after: Sequence[Block]) -> bool:
    """Tell whether paragraphs of the same make as those before come again: "read also" stands in the middle of many."""
    makes = {
        (block.tag.name, str(block.tag.get("class"))) for block in before if arabic_letters(block.text) >= _PARAGRAPH
    }
    return any(
        arabic_letters(block.text) >= _PARAGRAPH
        and block.text.rstrip().endswith(_SENTENCE)
        and (block.tag.name, str(block.tag.get("class"))) in makes
        for block in after
    )


def _without_teasers(body: list[Block]) -> list[Block]:
    """Drop teasers of other stories: the last lines, broken off with dots, after a line that ends as lines do."""
    words = furniture()
    end = len(body)
    while end and (body[end - 1].text.rstrip().endswith(_CUT) or words.is_furniture(body[end - 1].text)):
        end -= 1
    cut = [block for block in body[end:] if not words.is_furniture(block.text)]
    if not cut or not end:
        return body
    alone = len(cut) == 1 and cut[0].tag.parent is body[end - 1].tag.parent and not cut[0].links
    return body if alone or not body[end - 1].text.rstrip().endswith(_SENTENCE) else body[:end]
