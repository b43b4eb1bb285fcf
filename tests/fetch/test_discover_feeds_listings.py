"""Feeds and listing pages as indexes: what they list, how far a listing is followed, what is neither."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from warehouse.fetch.discover import MAX_LISTING_PAGES

DOCTYPE = b"""<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "1">]>
<rss version="2.0"><channel><title>&a;</title></channel></rss>"""
FEED = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>t</title>
<item><title>ایک</title><link>{base}/ur/a</link><pubDate>Wed, 08 Jul 2026 04:00:00 +0700</pubDate></item>
<item><title>دو</title><link>/ur/b</link></item>
<item><title>پرانا</title><link>{base}/ur/old</link><pubDate>Wed, 08 Jul 2020 04:00:00 GMT</pubDate></item>
<item><title>xss</title><link>javascript:alert(1)</link></item></channel></rss>"""


def test_a_feed_is_read(world: Any) -> None:
    base = world.site.url
    world.show("/feed.xml", FEED.format(base=base).encode(), content_type="application/rss+xml")
    found = world.discover(kind="feed", start=(f"{base}/feed.xml",))
    assert [(one.url, one.lastmod) for one in found.candidates] == [
        (f"{base}/ur/a", datetime.fromisoformat("2026-07-07T21:00:00")),
        (f"{base}/ur/b", None),
    ]
    assert found.left_out == {"date": 1, "host": 1}


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (DOCTYPE, "doctype refused"),
        (b"<html><body>hello</body></html>", "html instead of xml"),
        (b"just words", "not a feed"),
        (b"/etc/hostname", "not a feed"),
        (b"<rss version='2.0'><channel><title>t</title></channel></rss>", "lists nothing"),
    ],
)
def test_what_is_no_feed_is_a_problem_with_a_name(world: Any, body: bytes, said: str) -> None:
    world.show("/feed.xml", body)
    found = world.discover(kind="feed", start=(f"{world.site.url}/feed.xml",))
    assert found.problems[0].startswith(said)
    assert found.indexes_read == 0


def anchors(*links: str, following: str | None = None) -> bytes:
    rows = "".join(f'<a href="{link}">x</a>' for link in links)
    after = f'<a rel="next" href="{following}">more</a>' if following else ""
    return f"<html><body>{rows}{after}</body></html>".encode()


def test_a_listing_is_read(world: Any) -> None:
    base = world.site.url
    links = ("/ur/one", "/ur/category/y", "https://elsewhere.vn/ur/two", "")
    world.show("/ur/category/x", anchors(*links), content_type="text/html")
    listing: dict[str, Any] = {"kind": "listing", "start": (f"{base}/ur/category/x",), "url_pattern": r"/ur/[a-z-]+$"}
    assert [one.url for one in world.discover(**listing).candidates] == [f"{base}/ur/one"]
    world.show("/ur/category/x", b"<p>nothing</p>", content_type="text/html")
    assert world.discover(**listing).problems[0].startswith("lists nothing")


def test_a_listing_is_followed_as_long_as_it_brings_unknown_articles(world: Any, sites: Any) -> None:
    elsewhere = sites()
    base = world.site.url
    for page in range(1, 40):
        following = f"/list?page={page + 1}"
        world.show(f"/list?page={page}", anchors(f"/ur/{page}", following=following), content_type="text/html")
    listing: dict[str, Any] = {"kind": "listing", "start": (f"{base}/list?page=1",), "url_pattern": "/ur/"}
    assert len(world.discover(**listing).candidates) == MAX_LISTING_PAGES
    assert len(world.discover(**listing, max_pages=3).candidates) == 3
    known = {f"{base}/ur/{page}" for page in (3, 4, 5)}
    found = world.discover(**listing, unknown=lambda urls: [url for url in urls if url not in known])
    assert [one.url for one in found.candidates] == [f"{base}/ur/{page}" for page in (3, 2, 1)]
    world.show("/list?page=1", anchors("/ur/1", following=f"{elsewhere.url}/list"), content_type="text/html")
    assert len(world.discover(**listing).candidates) == 1
    assert elsewhere.asked == []
    world.show("/list?page=1", anchors("/ur/1", following="/list?page=1"), content_type="text/html")
    assert len(world.discover(**listing).candidates) == 1
