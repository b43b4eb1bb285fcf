"""The sample newsroom answers as a real site does: over real HTTP, with validators, compression and odd pages."""

from __future__ import annotations

import gzip
import http.client
import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from warehouse.errors import UsageError
from warehouse.newsroom import Newsroom, load, serve, site


@pytest.fixture
def newsroom() -> Iterator[Newsroom]:
    with serve() as running:
        yield running


def _ask(
    newsroom: Newsroom, path: str, method: str = "GET", **headers: str
) -> tuple[int, http.client.HTTPMessage, bytes]:
    connection = http.client.HTTPConnection(urlsplit(newsroom.base_url).netloc, timeout=10)
    try:
        connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        response = connection.getresponse()
        return response.status, response.headers, response.read()
    finally:
        connection.close()


def _text(newsroom: Newsroom, path: str) -> str:
    status, _, body = _ask(newsroom, path)
    assert status == 200, path
    return body.decode()


def _locations(xml: str) -> list[str]:
    return re.findall(r"<loc>(.*?)</loc>", xml)


def test_robots_names_the_sitemap_and_forbids_one_listed_page(newsroom: Newsroom) -> None:
    robots = _text(newsroom, "/robots.txt")
    assert f"Sitemap: {newsroom.base_url}/sitemap.xml" in robots
    assert f"Disallow: {site.INTERNAL}" in robots
    assert "Crawl-delay: 0.01" in robots


def test_every_article_is_listed_in_its_day_sitemap_and_served(newsroom: Newsroom) -> None:
    index = _locations(_text(newsroom, "/sitemap.xml"))
    assert f"{newsroom.base_url}/news-sitemap.xml" in index
    days = [loc for loc in index if re.search(r"/sitemap/sitemap-post/\d{4}-\d{2}-\d{2}\.xml$", loc)]
    assert 0 < len(days) < len(index)
    for article in load(1):
        child = _text(newsroom, f"/sitemap/sitemap-post/{article.day.isoformat()}.xml")
        assert f"<loc>{newsroom.base_url}{article.path}</loc><lastmod>" in child
        assert re.search(r"<lastmod>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z</lastmod>", child)
        assert article.title in _text(newsroom, article.path)


def test_article_page_has_the_anatomy_of_the_live_site(newsroom: Newsroom) -> None:
    newer = next(article for article in load(1) if article.number == 5)
    page = _text(newsroom, newer.path)
    assert "Vietnam.vn - Nền tảng quảng bá Việt Nam" in page
    plain = re.sub(r"<[^>]+>", "", page)
    assert "Báo Lạng SơnBáo Lạng Sơn08/07/2026" in plain
    assert "تبصرہ (0)" in plain
    assert "BỘ VĂN HÓA, THỂ THAO VÀ DU LỊCH" in plain
    assert newer.lead
    # og:description holds it too, hence the last place
    assert plain.rindex(newer.lead) < plain.index("Báo Lạng SơnBáo Lạng Sơn")
    older = next(article for article in load(1) if article.number == 1)
    plain = re.sub(r"<[^>]+>", "", _text(newsroom, older.path))
    assert "Độc lập - Tự do - Hạnh phúc" in plain
    assert older.lead
    assert plain.index(older.lead) > plain.index("Báo Tuyên QuangBáo Tuyên Quang19/01/2024")


def test_one_trailer_shows_another_address_than_it_links_to(newsroom: Newsroom) -> None:
    article = next(article for article in load(1) if article.trailer_text)
    page = _text(newsroom, article.path)
    assert f'<a href="{article.origin_url}" rel="nofollow">{article.trailer_text}</a>' in page


def test_listing_and_feed_link_to_articles(newsroom: Newsroom) -> None:
    links = re.findall(r'<a class="v-link-title" title="[^"]*" href="(/ur/[^"]+)">', _text(newsroom, site.CATEGORY))
    assert set(links) == {article.path for article in load(1)}
    feed = _text(newsroom, site.FEED)
    assert feed.startswith("<?xml")
    assert f"<link>{newsroom.base_url}{links[0]}</link>" in feed


def test_unchanged_pages_answer_304_without_a_body(newsroom: Newsroom) -> None:
    path = load(1)[0].path
    _, headers, _ = _ask(newsroom, path)
    status, again, body = _ask(newsroom, path, If_None_Match=headers["ETag"])
    assert (status, body, again["ETag"]) == (304, b"", headers["ETag"])
    assert _ask(newsroom, path, If_Modified_Since=headers["Last-Modified"])[0] == 304
    assert _ask(newsroom, path, If_Modified_Since="Wed, 01 Jan 2020 00:00:00 GMT")[0] == 200
    # a wrong tag wins over a right date
    assert _ask(newsroom, path, If_None_Match='W/"0"', If_Modified_Since=headers["Last-Modified"])[0] == 200


def test_gzip_only_for_those_who_ask(newsroom: Newsroom) -> None:
    path = load(1)[0].path
    _, plain_headers, plain = _ask(newsroom, path)
    _, headers, packed = _ask(newsroom, path, Accept_Encoding="gzip, br")
    assert plain_headers["Content-Encoding"] is None
    assert headers["Content-Encoding"] == "gzip"
    assert len(packed) < len(plain)
    assert gzip.decompress(packed) == plain


def test_head_gives_the_headers_alone(newsroom: Newsroom) -> None:
    path = load(1)[0].path
    status, headers, body = _ask(newsroom, path, method="HEAD")
    assert (status, body) == (200, b"")
    assert int(headers["Content-Length"]) == len(_ask(newsroom, path)[2])


def test_odd_pages_are_listed_and_behave_oddly(newsroom: Newsroom) -> None:
    newest = max(article.day for article in load(1))
    listed = _locations(_text(newsroom, f"/sitemap/sitemap-post/{newest.isoformat()}.xml"))
    assert {newsroom.base_url + path for path in site.ODD_PAGES} <= set(listed)
    status, _, body = _ask(newsroom, site.SOFT_404)
    assert status == 200
    assert "صفحہ نہیں ملا" in body.decode()
    assert _ask(newsroom, site.GONE)[0] == 404
    status, headers, _ = _ask(newsroom, site.MOVED)
    assert (status, headers["Location"]) == (301, next(a.path for a in load(1) if a.number == site.MOVED_TO))
    assert 'lang="vi"' in _text(newsroom, site.VIETNAMESE)


def test_an_edition_changes_one_page_and_adds_one_at_the_same_address(newsroom: Newsroom) -> None:
    paths = {article.path for article in load(1)}
    before = {path: _ask(newsroom, path)[1]["ETag"] for path in paths}
    bodies = {path: _ask(newsroom, path)[2].partition(b"<aside")[0] for path in paths}
    newsroom.turn_to(2)
    after = {path: _ask(newsroom, path)[2].partition(b"<aside")[0] for path in paths}
    changed = {path for path in paths if bodies[path] != after[path]}
    assert changed == {next(article.path for article in load(1) if article.number == 15)}
    (page,) = changed
    assert _ask(newsroom, page, If_None_Match=before[page])[0] == 200
    assert b"48/119" in after[page]
    assert b"48/119" not in bodies[page]
    assert {article.number for article in load(2)} - {article.number for article in load(1)} == {38}


def test_requests_are_logged_in_order(newsroom: Newsroom) -> None:
    _ask(newsroom, "/robots.txt")
    _ask(newsroom, "/ur/none?page=2", method="HEAD")
    assert newsroom.requests == [("GET", "/robots.txt", 200), ("HEAD", "/ur/none?page=2", 404)]


def test_two_runs_serve_the_same_bytes() -> None:
    with serve() as first:
        port = int(urlsplit(first.base_url).port or 0)
        once = {path: _ask(first, path)[2] for path in ("/sitemap.xml", "/feed.xml", "/ur", load(1)[0].path)}
        assert _ask(first, "/ur")[1]["Date"] is None
    with serve(port=port) as second:
        assert {path: _ask(second, path)[2] for path in once} == once


def test_a_taken_port_is_said_plainly(newsroom: Newsroom) -> None:
    port = int(urlsplit(newsroom.base_url).port or 0)
    with pytest.raises(UsageError, match=str(port)), serve(port=port):
        pass
