"""Read what a page says of other pages: its links, the page that goes on with it, its edition in Urdu."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bs4 import Tag

from warehouse.pages.blocks import parse
from warehouse.pages.charset import decode
from warehouse.pages.urls import absolute


@dataclass(frozen=True)
class Outline:
    """Hold a page's addresses, absolute, in order, once each, without fragments.

    `links` are those of its anchors; `following` is its `rel=next`; `urdu` are those that it calls its Urdu edition
    (`hreflang`), and its canonical address when the page itself says it is in Urdu; `language` is its `<html lang>`.
    """

    links: tuple[str, ...]
    following: str | None
    urdu: tuple[str, ...]
    language: str | None


def page_outline(body: bytes, *, url: str, content_type: str | None = None) -> Outline:
    """Read a page's outline; `<base>` is honoured, and what is no http(s) address is left out."""
    soup = parse(decode(body, content_type).text)
    base_tag = soup.find("base", href=True)
    base = (absolute(url, str(base_tag["href"])) if base_tag else None) or url
    language = str(root["lang"]).strip().lower() if (root := soup.find("html", lang=True)) else None
    pointers = soup.find_all(["link", "a"], href=True)
    urdu = [tag for tag in pointers if _is_urdu_alternate(tag)]
    if language and language.split("-")[0] == "ur":
        urdu += [tag for tag in pointers if tag.name == "link" and "canonical" in _relations(tag)]
    return Outline(
        links=_addresses(base, (tag for tag in pointers if tag.name == "a")),
        following=next(iter(_addresses(base, (tag for tag in pointers if "next" in _relations(tag)))), None),
        urdu=_addresses(base, urdu),
        language=language,
    )


def _is_urdu_alternate(tag: Tag) -> bool:
    tongue = str(tag.get("hreflang") or "").strip().lower().replace("_", "-")
    # an anchor of a language switcher has no rel; a link in the head is an alternate, not a feed or a stylesheet
    return tongue.split("-")[0] == "ur" and (tag.name == "a" or "alternate" in _relations(tag))


def _relations(tag: Tag) -> list[str]:
    # bs4 gives a list, for rel holds several words
    return [word.lower() for word in tag.get_attribute_list("rel") if word]


def _addresses(base: str, tags: Iterable[Tag]) -> tuple[str, ...]:
    found: Iterator[str | None] = (absolute(base, str(tag["href"])) for tag in tags)
    return tuple(dict.fromkeys(link.partition("#")[0] for link in found if link))
