"""Cut a parsed page into blocks of running text, in one pass over its nodes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Final

from bs4 import BeautifulSoup, NavigableString, PageElement, Tag
from bs4.element import PreformattedString

from warehouse.pages.script import plain, tidy

INLINE: Final = frozenset(
    re.findall(
        r"\w+",
        "a abbr acronym b bdi bdo big cite code data dfn em font i ins kbd label mark meter nobr output q ruby s samp "
        "small span strike strong sub sup time tt u var wbr",
    )
)
UNSEEN: Final = frozenset(
    re.findall(
        r"\w+",
        "script style noscript template svg math head iframe object embed canvas audio video select option button "
        "input textarea datalist dialog map picture source track",
    )
)
_LINK_SPAN: Final = 4  # blocks that one link may hold: a card has a picture's text, a headline, a summary, a date
_CELLS: Final = frozenset({"td", "th"})
_HOLDS: Final = frozenset(re.findall(r"\w+", "p div table h1 h2 h3 h4 ul ol section article center blockquote"))
_CELL_CHARACTERS: Final = 400  # a cell with more is no datum but a place on a page laid out by tables
_CELL_NODES: Final = 60  # how far a cell is looked into


@dataclass
class Block:
    """Hold one run of text between block tags: its text, its nearest block tag and its links (href, text)."""

    text: str
    tag: Tag
    links: list[tuple[str, str]] = field(default_factory=list)

    @property
    def link_share(self) -> float:
        """Give the share of the text that is link text (0 to 1)."""
        return sum(len(text) for _, text in self.links) / len(self.text) if self.text else 0.0

    def inside(self, *names: str) -> bool:
        """Tell whether one of these tags is around the block (within 40 levels: hostile pages nest 100,000)."""
        return self.tag.name in names or any(parent.name in names for parent in islice(self.tag.parents, 40))


def below(found: Iterable[Block], roots: Iterable[Tag]) -> list[Block]:
    """Choose the blocks that stand in one of `roots`."""
    held = {id(tag) for root in roots for tag in (root, *root.descendants)}
    return [block for block in found if id(block.tag) in held]


def parse(html: str) -> BeautifulSoup:
    """Parse decoded HTML with lxml through BeautifulSoup, which loses no text on deep or broken markup (research)."""
    return BeautifulSoup(html, "lxml")


class _Run:
    """Collect the text between two block boundaries, with the links in it."""

    def __init__(self) -> None:
        self._text: list[str] = []
        self._links: list[tuple[str, str]] = []
        self._anchors: list[tuple[Tag, list[str]]] = []  # open links, each with the labels it has had
        self._label: list[str] = []

    def add(self, text: str) -> None:
        self._text.append(text)
        if self._anchors:
            self._label.append(text)

    def open_link(self, anchor: Tag) -> None:
        self._close_label()
        self._anchors.append((anchor, []))

    def close_link(self) -> None:
        self._close_label()
        self._anchors.pop()

    def _close_label(self) -> None:
        label = tidy("".join(self._label))
        self._label.clear()
        if self._anchors and label:
            anchor, labels = self._anchors[-1]
            labels.append(label)
            href = str(anchor.get("href") or "")
            # an anchor that nobody closed runs through the whole article: it is no link
            if href and len(labels) <= _LINK_SPAN:
                self._links.append((href, label))

    def flush(self, tag: Tag) -> Iterator[Block]:
        self._close_label()  # a card is one link around several blocks
        line = tidy("".join(self._text)).strip("| ")
        if line:
            yield Block(line, tag, self._links)
        self._text, self._links = [], []


def blocks(root: Tag, skip: Callable[[Tag], bool] | None = None) -> Iterator[Block]:
    """Yield the blocks of text below `root` in document order.

    `<br>` ends a block; the cells of a table row stay together, parted by " | ". Subtrees for which `skip` is true, and
    those that no reader sees, are left out. The walk is iterative: nesting of 100,000 levels is met in the wild.
    """
    run = _Run()
    if root.name == "a":
        run.open_link(root)
    stack: list[tuple[Tag, Iterator[PageElement]]] = [(root, iter(root.contents))]
    around = [root]  # the open block tags
    while stack:
        tag, children = stack[-1]
        node = next(children, None)
        if node is None:
            stack.pop()
            if tag.name == "a":
                run.close_link()
            elif tag is around[-1]:
                yield from run.flush(around[-1])
                around.pop()
            elif tag.name in _CELLS:
                run.add(" | ")
        elif isinstance(node, Tag):
            if node.name == "br":
                yield from run.flush(around[-1])
            elif node.name not in UNSEEN and not _hidden(node) and not (skip and skip(node)):
                if node.name == "a":
                    run.open_link(node)
                elif _is_block(node):
                    yield from run.flush(around[-1])
                    around.append(node)
                stack.append((node, iter(node.contents)))
        elif isinstance(node, NavigableString) and not isinstance(node, PreformattedString):  # no comments, no CDATA
            run.add(str(node))
    yield from run.flush(root)


def _is_block(tag: Tag) -> bool:
    if tag.name in _CELLS:
        return _is_frame(tag)
    if tag.name in INLINE:  # <span class="story-text"><p>, <font><p>: the holder of a whole text
        return any(isinstance(child, Tag) and child.name in _HOLDS for child in islice(tag.contents, _CELL_NODES))
    return not _fills_cell(tag)


def _is_frame(cell: Tag) -> bool:
    """Tell whether a table cell holds a part of the page, as on pages laid out by tables, and no datum."""
    size = paragraphs = 0
    for node in islice(cell.descendants, _CELL_NODES):
        if isinstance(node, Tag):
            paragraphs += node.name in ("p", "br", "div")
            if node.name in ("table", "h1", "hr", "form") or paragraphs > 3:
                return True
        else:
            size += len(str(node))
    return size > _CELL_CHARACTERS


def _fills_cell(tag: Tag) -> bool:
    """Tell whether a block is all there is in a table cell: it is the cell then, and the row stays one line."""
    cell = tag.parent
    return (
        cell is not None
        and cell.name in _CELLS
        and len(cell.contents) < 8
        and cell.find_all(True, recursive=False) == [tag]
    )


def _hidden(tag: Tag) -> bool:
    style = str(tag.get("style") or "").replace(" ", "").lower()
    return tag.has_attr("hidden") or "display:none" in style


def line_of(tag: Tag | None) -> str:
    """Give the text of a title-like tag on one line, cleaned of direction marks."""
    return plain(" ".join(block.text for block in blocks(tag))) if tag is not None else ""
