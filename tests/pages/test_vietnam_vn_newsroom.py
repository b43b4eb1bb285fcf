from __future__ import annotations

from datetime import date

import pytest

from warehouse.newsroom.catalogue import Article, load
from warehouse.newsroom.site import INTERNAL, SOFT_404, VIETNAMESE, Site
from warehouse.pages import PageRejected, read_page

BASE = "https://www.vietnam.vn"
SITES = {edition: Site(edition, BASE) for edition in (1, 2)}
PAGES = [(edition, article) for edition in (1, 2) for article in load(edition)]


@pytest.mark.parametrize(("edition", "article"), PAGES, ids=[f"{edition}-{one.slug}" for edition, one in PAGES])
def test_every_page_of_the_newsroom_is_read_as_it_was_written(edition: int, article: Article) -> None:
    resource = SITES[edition].resources[article.path]
    read = read_page(
        resource.body,
        url=BASE + article.path,
        content_type=resource.content_type,
        layout="vietnam.vn",
        fetched_on=date(2026, 11, 1),
    )
    assert list(read.paragraphs) == article.read_paragraphs()
    assert read.title == article.title
    assert read.source == article.publisher
    assert read.published == article.published
    assert read.slug == article.slug
    assert read.url == BASE + article.path
    assert read.origin_url == (None if article.trailer == "none" else article.origin_url)
    untranslated = [caption.vi for caption in article.captions if caption.vi]
    assert [line for line in read.captions if line in untranslated] == untranslated


@pytest.mark.parametrize(("path", "reason"), [(SOFT_404, "soft_404"), (VIETNAMESE, "not_urdu")])
def test_what_is_no_urdu_article_is_rejected_with_its_reason(path: str, reason: str) -> None:
    resource = SITES[1].resources[path]
    with pytest.raises(PageRejected) as caught:
        read_page(
            resource.body,
            url=BASE + path,
            content_type=resource.content_type,
            layout="vietnam.vn",
            fetched_on=date(2026, 11, 1),
        )
    assert caught.value.reason == reason


def test_the_generic_reader_agrees_with_the_layout_reader() -> None:
    """Drift alarm: on the newsroom's pages both readers find the same text, but for furniture that only one knows."""
    shares = []
    for article in load(1):
        if article.kind == "photo" or article.path == INTERNAL:
            continue
        resource = SITES[1].resources[article.path]
        read = read_page(
            resource.body,
            url=BASE + article.path,
            content_type=resource.content_type,
            layout="generic",
            fetched_on=date(2026, 11, 1),
        )
        assert read.title == article.title
        assert read.published == article.published
        wanted = article.read_paragraphs()
        # the generic reader keeps every caption apart, this layout's only the untranslated ones
        found = {*read.paragraphs, *(line for line in read.captions if line in wanted)}
        shares.append(len(set(wanted) & found) / len(set(wanted) | found))
    assert sum(shares) / len(shares) > 0.85
