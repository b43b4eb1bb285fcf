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
_CELLS: Final = frozenset({"td", "th"})


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


def blocks(  # noqa: PLR0912 (one walk, one state)
    root: Tag, skip: Callable[[Tag], bool] | None = None
) -> Iterator[Block]:
    """Yield the blocks of text below `root` in document order.

    `<br>` ends a block; the cells of a table row stay together, parted by " | ". Subtrees for which `skip` is true, and
    those that no reader sees, are left out. The walk is iterative: nesting of 100,000 levels is met in the wild.
    """
    text: list[str] = []
    links: list[tuple[str, str]] = []
    stack: list[tuple[Tag, Iterator[PageElement]]] = [(root, iter(root.contents))]
    block_tags = [root]
    anchors: list[Tag] = []
    linked: list[str] = []

    def close_link() -> None:
        label = tidy("".join(linked))
        if anchors and label:
            links.append((str(anchors[-1].get("href") or ""), label))
        linked.clear()

    def flush() -> Iterator[Block]:
        close_link()  # a card is one link around several blocks
        line = tidy("".join(text)).strip("| ")
        if line:
            yield Block(line, block_tags[-1], list(links))
        text.clear()
        links.clear()

    while stack:
        tag, children = stack[-1]
        node = next(children, None)
        if node is None:
            stack.pop()
            if tag.name == "a":
                close_link()
                anchors.pop()
            elif tag.name in _CELLS:
                text.append(" | ")
            elif tag is block_tags[-1]:
                yield from flush()
                if len(block_tags) > 1:
                    block_tags.pop()
        elif isinstance(node, NavigableString):
            if not isinstance(node, PreformattedString):  # comments, CDATA, doctype
                text.append(str(node))
                if anchors:
                    linked.append(str(node))
        elif isinstance(node, Tag):
            if node.name == "br":
                yield from flush()
            elif node.name not in UNSEEN and not _hidden(node) and not (skip and skip(node)):
                if node.name == "a":
                    close_link()
                    anchors.append(node)
                elif node.name not in INLINE and node.name not in _CELLS and not _fills_cell(node):
                    yield from flush()
                    block_tags.append(node)
                stack.append((node, iter(node.contents)))
    yield from flush()


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
