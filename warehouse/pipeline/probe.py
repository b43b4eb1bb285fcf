"""First contact with a site: its robots, one page, what is read from it and from where. Nothing is stored."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from pydantic import ValidationError

from warehouse.errors import UsageError
from warehouse.fetch import Client, FetchError
from warehouse.fetch.robots import Robots
from warehouse.lexicon import load_lexicon
from warehouse.pages import LimitedReader, PageRejected
from warehouse.pipeline.extracting import extract_rows
from warehouse.pipeline.rows import Row
from warehouse.settings import LAYOUTS, Settings, Source


def probe(url: str, layout: str, settings: Settings) -> dict[str, Any]:
    """Fetch one page and say what was seen and read; `read` tells whether it is an Urdu article.

    A host of a configured source is asked by that source's rules (a loopback site needs its `allow_private`).
    Raises UsageError for an address or layout that cannot be asked.
    """
    if layout not in LAYOUTS:
        raise UsageError(f"{layout!r} is no known layout; allowed: {', '.join(LAYOUTS)}")
    source = _source_of(url, layout, settings)
    seen: dict[str, Any] = {"url": url, "layout": source.layout, "read": False}
    with Client.for_source(source, settings) as client:
        robots = Robots(client)
        seen["robots"] = "allowed" if robots.allowed(url) else f"not allowed: {robots.why(url)}"
        seen["sitemaps"] = list(robots.sitemaps(url))
        if seen["robots"] != "allowed":
            return seen
        try:
            answer = client.get(url)
        except FetchError as error:
            seen["error"] = str(error)
            return seen
    seen |= {"status": answer.status, "final_url": answer.url, "content_type": answer.content_type}
    seen["bytes"] = len(answer.body)
    try:
        with LimitedReader() as reader:
            page = reader.read_page(
                answer.body,
                url=answer.url,
                content_type=answer.content_type,
                layout=source.layout,
                fetched_on=answer.fetched_at.date(),
            )
    except PageRejected as error:
        seen["rejected"] = f"{error.reason}: {error.detail}"
        return seen
    row = Row(page.url, list(page.paragraphs), page.url, page.title, page.source, page.published)
    found = next(extract_rows([row], load_lexicon()))
    return seen | {
        "read": True,
        "title": page.title,
        "source": page.source,
        "published": page.published,
        "canonical": page.url,
        "origin_url": page.origin_url,
        "provenance": dict(page.provenance),
        "paragraphs": list(page.paragraphs),
        "captions": list(page.captions),
        "figures": [
            f"{figure['mention']} = {figure['value']} {figure['unit']} {figure['role']}" for figure in found["figures"]
        ],
    }


def _source_of(url: str, layout: str, settings: Settings) -> Source:
    """Find the configured source whose host this is, else make one for this address alone."""
    for source in settings.sources:
        if urlsplit(url).netloc in {urlsplit(start).netloc for start in source.start}:
            return source
    try:
        return Source(name="probe", layout=layout, start=(url,))
    except ValidationError as error:
        raise UsageError(f"--probe {url}: {error.errors()[0]['msg'].removeprefix('Value error, ')}") from None
