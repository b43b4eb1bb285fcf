"""Collect what a page says about itself for machines: JSON-LD, Open Graph and meta tags."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from bs4 import BeautifulSoup, Tag

from warehouse.pages.script import plain

_ARTICLE_TYPES: Final = frozenset(
    {"article", "newsarticle", "reportagenewsarticle", "blogposting", "liveblogposting", "analysisnewsarticle"}
)
_MAX_NODES: Final = 2000  # a bound on hostile JSON; real graphs have some dozens
_MAX_LENGTH: Final = 1000  # characters of a title or name; longer ones only cost time
_CONTROL: Final = re.compile(r"[\x00-\x1f]")


@dataclass
class Claims:
    """Hold candidate values by field, best first, each with the place it was found in."""

    title: list[tuple[str, str]] = field(default_factory=list)
    source: list[tuple[str, str]] = field(default_factory=list)
    published: list[tuple[str, str]] = field(default_factory=list)
    canonical: str | None = None


_META: Final = {
    "title": ("og:title", "twitter:title"),
    "source": ("og:site_name", "application-name", "publisher", "dc.publisher"),
    "published": (
        "article:published_time",
        "og:article:published_time",
        "datepublished",
        "pubdate",
        "publishdate",
        "publish-date",
        "dc.date.issued",
        "dc.date",
        "dcterms.created",
        "parsely-pub-date",
        "sailthru.date",
        "date",
    ),
}


def claims(soup: BeautifulSoup) -> Claims:
    """Collect the page's claims; JSON-LD first, then meta tags. Broken JSON is passed over."""
    found = Claims()
    for node in _articles(soup):
        _add(found.title, node.get("headline"), "json-ld:headline")
        publisher = node.get("publisher")
        for one in publisher if isinstance(publisher, list) else [publisher]:
            _add(found.source, one.get("name") if isinstance(one, dict) else one, "json-ld:publisher")
        _add(found.published, node.get("datePublished"), "json-ld:datePublished")
    metas: dict[str, str] = {}
    for tag in soup.find_all("meta", content=True):
        key = str(tag.get("property") or tag.get("name") or tag.get("itemprop") or "").lower()
        metas.setdefault(key, str(tag["content"]))
    for name, keys in _META.items():
        for key in keys:
            _add(getattr(found, name), metas.get(key), f"meta:{key}")
    stamp = soup.select_one('[itemprop="datePublished"]')
    if stamp is not None:
        value = stamp.get("datetime") or stamp.get("content") or stamp.get_text(" ")
        _add(found.published, str(value), "microdata:datePublished")
    link = soup.find("link", rel="canonical", href=True)
    found.canonical = str(link["href"]).strip() if isinstance(link, Tag) else metas.get("og:url")
    return found


def _add(found: list[tuple[str, str]], value: Any, where: str) -> None:
    text = plain(value[:_MAX_LENGTH]) if isinstance(value, str) else ""
    if text:
        found.append((text, where))


def _articles(soup: BeautifulSoup) -> Iterator[dict[str, Any]]:
    """Yield the JSON-LD nodes that are articles, looking into lists and `@graph`."""
    for script in soup.find_all("script", type=re.compile(r"^application/ld\+json", re.IGNORECASE)):
        try:
            # line breaks inside strings are common and not valid JSON
            stack = [json.loads(_CONTROL.sub(" ", script.string or ""))]
        except (ValueError, RecursionError):
            continue
        for _ in range(_MAX_NODES):
            if not stack:
                break
            node = stack.pop()
            if isinstance(node, list):
                stack.extend(reversed(node))
            elif isinstance(node, dict):
                kinds = node.get("@type")
                names = {str(kind).lower() for kind in (kinds if isinstance(kinds, list) else [kinds])}
                if names & _ARTICLE_TYPES:
                    yield node
                stack.extend(value for key, value in node.items() if key in ("@graph", "mainEntity"))
