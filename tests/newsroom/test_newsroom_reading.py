"""What the page reader makes of the sample pages is what their gold annotation counts on."""

from __future__ import annotations

import datetime as dt

import pytest

from warehouse.newsroom import Article, load
from warehouse.newsroom.catalogue import LATEST_EDITION
from warehouse.newsroom.site import INTERNAL, SOFT_404, VIETNAMESE, Site
from warehouse.pages import Article as Page
from warehouse.pages import PageRejected, read_page

BASE = "http://127.0.0.1:8000"
SITE = Site(LATEST_EDITION, BASE)


def _read(path: str) -> Page:
    resource = SITE.resources[path]
    return read_page(
        resource.body,
        url=BASE + path,
        content_type=resource.content_type,
        layout="vietnam.vn",
        fetched_on=dt.date(2026, 11, 1),
    )


@pytest.mark.parametrize("article", load(LATEST_EDITION), ids=lambda article: f"{article.number:02d}")
def test_the_reader_yields_the_annotated_paragraphs(article: Article) -> None:
    page = _read(article.path)
    assert list(page.paragraphs) == article.read_paragraphs()
    assert (page.title, page.source, page.published) == (article.title, article.publisher, article.published)
    assert page.origin_url == (None if article.trailer == "none" else article.origin_url)


@pytest.mark.parametrize("path", [SOFT_404, VIETNAMESE])
def test_odd_pages_are_refused_with_a_reason(path: str) -> None:
    with pytest.raises(PageRejected):
        _read(path)


def test_the_forbidden_page_could_be_read_if_robots_were_ignored() -> None:
    """Otherwise its absence from the warehouse would prove nothing."""
    assert "99" in " ".join(_read(INTERNAL).paragraphs)
