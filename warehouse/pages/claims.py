"""Collect what a page says about itself for machines: JSON-LD, microdata, Open Graph and meta tags."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from bs4 import BeautifulSoup, Tag

from warehouse.pages.script import fold, plain
from warehouse.pages.structured import Node, kinds, nodes, texts

_ARTICLES: Final = frozenset(
    re.findall(
        r"\w+",
        "article newsarticle reportagenewsarticle blogposting liveblogposting analysisnewsarticle opinionnewsarticle "
        "backgroundnewsarticle reviewnewsarticle techarticle socialmediaposting report advertisercontentarticle",
    )
)
_HOUSES: Final = frozenset({"organization", "newsmediaorganization", "corporation"})
_MAX_LENGTH: Final = 1000  # characters of a title or name; longer ones only cost time


@dataclass
class Claims:
    """Hold candidate values by field, best first, each with the place it was found in."""

    title: list[tuple[str, str]] = field(default_factory=list)
    source: list[tuple[str, str]] = field(default_factory=list)
    published: list[tuple[str, str]] = field(default_factory=list)
    canonical: str | None = None


_META: Final = {
    "title": ("og:title", "twitter:title", "dc.title", "parsely-title", "sailthru.title"),
    "source": ("og:site_name", "application-name", "publisher", "dc.publisher", "apple-mobile-web-app-title"),
    "published": (
        "article:published_time",
        "og:article:published_time",
        "article:published",
        "datepublished",
        "published_time",
        "pubdate",
        "publishdate",
        "publish-date",
        "publish_date",
        "dc.date.issued",
        "dcterms.issued",
        "dc.date",
        "dcterms.created",
        "dcterms.date",
        "parsely-pub-date",
        "sailthru.date",
        "cxenseparse:recs:publishtime",
        "date",
    ),
}


def claims(soup: BeautifulSoup) -> Claims:
    """Collect the page's claims; JSON-LD first, then microdata and meta tags. Broken JSON is passed over."""
    found = Claims()
    graph = nodes(soup)
    known = {str(node["@id"]): node for node in graph if "@id" in node and len(node) > 2}
    for node in _own(graph, known, soup):
        if kinds(node) & _ARTICLES:
            _add(found.title, texts(node.get("headline") or node.get("name"), known), "json-ld:headline")
            _add(found.source, texts(node.get("publisher"), known, "name", "legalName"), "json-ld:publisher")
            _add(found.published, texts(node.get("datePublished"), known), "json-ld:datePublished")
    _microdata(found, soup)
    metas: dict[str, str] = {}
    for tag in soup.find_all("meta", content=True):
        key = str(tag.get("property") or tag.get("name") or "").lower()
        metas.setdefault(key, str(tag["content"]))
    for name, keys in _META.items():
        for key in keys:
            if key in metas:
                _add(getattr(found, name), [metas[key]], f"meta:{key}")
    _pages(found, graph, known)
    link = soup.find("link", rel="canonical", href=True)
    found.canonical = str(link["href"]).strip() if isinstance(link, Tag) else metas.get("og:url")
    return found


def _own(graph: list[Node], known: dict[str, Node], soup: BeautifulSoup) -> list[Node]:
    """Choose the page's own article where a site describes other stories too: the one whose headline the page shows."""
    articles = [node for node in graph if kinds(node) & _ARTICLES]
    if len(articles) < 2:
        return articles
    shown = fold(" ".join(tag.get_text(" ") for tag in soup.find_all(["title", "h1"], limit=4)))
    said = [fold(next(texts(node.get("headline"), known), "")).rstrip(". \u2026") for node in articles]
    own = [node for node, headline in zip(articles, said, strict=True) if headline and headline in shown]
    return own or articles


def _pages(found: Claims, graph: list[Node], known: dict[str, Node]) -> None:
    """Add what is said of the page and the house: plugins describe these where a site has no article node."""
    for node in graph:
        if "webpage" in kinds(node):
            _add(found.published, texts(node.get("datePublished"), known), "json-ld:WebPage")
    for wanted, where in ((frozenset({"website"}), "json-ld:WebSite"), (_HOUSES, "json-ld:Organization")):
        for node in graph:
            if kinds(node) & wanted:
                _add(found.source, texts(node.get("name"), known), where)


def _microdata(found: Claims, soup: BeautifulSoup) -> None:
    """Add microdata of the article; properties of another item inside it (an author's name) are not its own."""
    for prop, into in (("headline", found.title), ("datePublished", found.published), ("publisher", found.source)):
        for tag in soup.select(f'[itemprop~="{prop}"]', limit=5):
            if tag.find_parent(["aside", "nav", "footer"]) is not None:
                continue
            holder = tag.select_one('[itemprop~="name"]') or tag if prop == "publisher" else tag
            shown = "" if prop == "publisher" and holder is tag and tag.has_attr("itemscope") else holder.get_text(" ")
            value = holder.get("content") or holder.get("datetime") or shown
            _add(into, [str(value)], f"microdata:{prop}")
            break


def _add(found: list[tuple[str, str]], values: Iterable[str], where: str) -> None:
    for value in values:
        text = plain(value[:_MAX_LENGTH])
        if text:
            found.append((text, where))
