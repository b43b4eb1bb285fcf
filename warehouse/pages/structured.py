"""Read JSON-LD: lenient JSON, `@graph`, nodes that refer to one another by `@id`."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from typing import Any, Final

from bs4 import BeautifulSoup

Node = dict[str, Any]

_MAX_NODES: Final = 2000  # a bound on hostile JSON; real graphs have some dozens
_CONTROL: Final = re.compile(r"[\x00-\x1f]")
_WRAPPER: Final = re.compile(
    r"^\s*(?://\s*)?(?:<!--|<!\[CDATA\[|/\*.*?\*/)?|(?:(?://\s*)?(?:-->|\]\]>))?\s*;?\s*$", re.DOTALL
)
_TRAILING_COMMA: Final = re.compile(r",\s*(?=[}\]])")
_SCRIPT: Final = re.compile(r"^\s*application/ld\+json", re.IGNORECASE)


def nodes(soup: BeautifulSoup) -> list[Node]:
    """Give the typed nodes of all JSON-LD blocks in document order; what is no JSON is passed over."""
    found: list[Node] = []
    for script in soup.find_all("script", type=_SCRIPT):
        found.extend(_typed(_parsed(script.string or script.get_text())))
    return found


def _parsed(text: str) -> Any:
    # line breaks inside strings are common and not valid JSON; so are comment marks round it
    bare = _WRAPPER.sub("", _CONTROL.sub(" ", text))
    for attempt in (bare, _TRAILING_COMMA.sub("", bare)):
        try:
            return json.loads(attempt)
        except (ValueError, RecursionError):
            continue
    return None


def _typed(root: Any) -> Iterator[Node]:
    stack = [root]
    for _ in range(_MAX_NODES):
        if not stack:
            return
        node = stack.pop()
        if isinstance(node, list):
            stack.extend(reversed(node))
        elif isinstance(node, dict):
            if node.get("@type"):
                yield node
            inner = [value for key, value in node.items() if key in ("@graph", "mainEntity", "mainEntityOfPage")]
            stack.extend(reversed(inner))


def kinds(node: Node) -> set[str]:
    """Give the types of a node in lower case, without the vocabulary's address."""
    value = node.get("@type")
    return {str(one).rsplit("/", 1)[-1].lower() for one in (value if isinstance(value, list) else [value])}


def texts(value: Any, known: dict[str, Node], *keys: str) -> Iterator[str]:
    """Yield the strings of a value: itself, those of a list, those under `keys` of a node or of what it refers to."""
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, str):
            yield html.unescape(one)
        elif isinstance(one, (int, float)) and not isinstance(one, bool):
            yield str(one)
        elif isinstance(one, dict):
            node = one if any(key in one for key in keys) else known.get(str(one.get("@id")), one)
            for key in (*keys, "@value"):
                if isinstance(node.get(key), str):
                    yield html.unescape(node[key])
                    break
