"""First contact with a site: what is seen of its indexes, its validators and its Urdu edition."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from warehouse.newsroom.server import Newsroom, serve
from warehouse.pipeline.probe import probe
from warehouse.settings import Settings, Source


@pytest.fixture
def newsroom() -> Iterator[Newsroom]:
    with serve() as opened:
        yield opened


def settings(newsroom: Newsroom) -> Settings:
    start = (f"{newsroom.base_url}/sitemap.xml",)
    source = Source(name="n", layout="vietnam.vn", start=start, allow_private=True, crawl_delay=0)
    return Settings(sources=(source,))


def look(newsroom: Newsroom, path: str) -> dict[str, Any]:
    return probe(newsroom.base_url + path, "vietnam.vn", settings(newsroom))


def test_a_page_and_the_indexes_around_it(newsroom: Newsroom) -> None:
    article = next(path for _, path, _ in _listed(newsroom))
    asked = len(newsroom.requests)
    seen = look(newsroom, article)
    assert seen["read"]
    index, newest = seen["indexes"]
    assert "an index of" in index
    assert "by day from" in index
    assert "(the form that is known), 1 of news" in index
    assert "no alternates" in newest
    assert seen["etag"].startswith('W/"')
    assert seen["asked_again"] == "http 304"
    assert seen["provenance"]["title"]
    assert seen["url_form"] == "not proven"  # the newsroom lists its Urdu addresses themselves
    # robots.txt, the index, its newest file, the page, the page again
    assert len(newsroom.requests) == asked + 5


def test_an_index_is_told_as_what_it_is(newsroom: Newsroom) -> None:
    assert "an index of" in look(newsroom, "/sitemap.xml")["index"]
    assert "a feed of 20 entries" in look(newsroom, "/feed.xml")["index"]
    assert "pages" in look(newsroom, "/news-sitemap.xml")["index"]


def _listed(newsroom: Newsroom) -> list[tuple[int, str, str]]:
    site = newsroom._site
    return [(article.number, article.path, article.title) for article in site.articles]
