"""First contact with a site: robots, indexes, one page, what is read from it and from where. Nothing is stored."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from pydantic import ValidationError

from warehouse.errors import UsageError
from warehouse.fetch import Client, FetchError
from warehouse.fetch.exchange import Exchange
from warehouse.fetch.robots import Robots
from warehouse.fetch.survey import describe_index, proven_form, survey
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
        seen["crawl_delay"] = max(source.crawl_delay, robots.delay(url))
        seen["sitemaps"] = list(robots.sitemaps(url))
        if seen["robots"] != "allowed":
            return seen
        indexes = survey(client, robots, url)
        seen["indexes"] = indexes.lines
        try:
            answer = client.get(url, permit=robots.allowed)
            seen |= {"status": answer.status, "final_url": answer.url, "content_type": answer.content_type}
            seen |= {"bytes": len(answer.body), **_validators(client, answer)}
        except FetchError as error:
            seen["error"] = str(error)
            return seen
    as_index = describe_index(answer)
    if as_index:
        return seen | {"index": as_index}
    try:
        with LimitedReader() as reader:
            outline = reader.page_outline(answer.body, url=answer.url, content_type=answer.content_type)
            seen |= {"language": outline.language, "urdu_alternates": list(outline.urdu), "links": len(outline.links)}
            seen["url_form"] = proven_form(answer.url, outline.urdu, outline.links, indexes.listed) or "not proven"
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


def _validators(client: Client, answer: Exchange) -> dict[str, Any]:
    """Say which validators the server gives, and whether it keeps to its ETag when asked at once again."""
    etag, modified = answer.header("etag"), answer.header("last-modified")
    seen: dict[str, Any] = {"etag": etag, "last_modified": modified}
    if answer.status == HTTPStatus.OK and (etag or modified):
        headers = {"If-None-Match": etag} if etag else {"If-Modified-Since": modified or ""}
        again = client.get(answer.url, headers=headers)
        seen["asked_again"] = (
            "http 304" if again.status == HTTPStatus.NOT_MODIFIED else f"http {again.status}, sent again"
        )
    return seen


def _source_of(url: str, layout: str, settings: Settings) -> Source:
    """Find the configured source whose host this is, else make one for this address alone."""
    for source in settings.sources:
        if urlsplit(url).netloc in {urlsplit(start).netloc for start in source.start}:
            return source
    try:
        return Source(name="probe", layout=layout, start=(url,))
    except ValidationError as error:
        raise UsageError(f"--probe {url}: {error.errors()[0]['msg'].removeprefix('Value error, ')}") from None
