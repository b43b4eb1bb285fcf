"""Indexes that are attacks (docs/faults.md): bounded, named, and nothing of them leads to the inside."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from warehouse import pages
from warehouse.fetch import Discovery, IndexProblem, discover
from warehouse.fetch.feed import read_feed
from warehouse.fetch.sitemap import read_sitemap
from warehouse.settings import Source

NS = "http://www.sitemaps.org/schemas/sitemap/0.9"
LAUGHS = '<!DOCTYPE x [<!ENTITY a0 "ha">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
ATTACKS = {
    "billion laughs": (f"{LAUGHS}]>", "&a9;"),
    "quadratic blow-up": (f'<!DOCTYPE x [<!ENTITY a "{"a" * 100_000}">]>', "&a;" * 3000),
    "external entity, file": ('<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>', "&a;"),
    "external entity, http": ('<!DOCTYPE x [<!ENTITY a SYSTEM "INSIDE/secret">]>', "&a;"),
    "external DTD, http": ('<!DOCTYPE x SYSTEM "INSIDE/x.dtd">', ""),
    "parameter entity, http": ('<!DOCTYPE x [<!ENTITY % a SYSTEM "INSIDE/x.dtd"> %a;]>', ""),
    "doctype after a long comment": (f"<!--{'x' * 70_000}--><!DOCTYPE x [<!ENTITY a SYSTEM 'INSIDE/late'>]>", "&a;"),
}
FORMS = {
    "sitemap": "{0}<urlset xmlns='" + NS + "'><url><loc>BASE/ur/{1}</loc></url></urlset>",
    "feed": "{0}<rss version='2.0'><channel><item><title>{1}</title><link>BASE/ur/{1}</link></item></channel></rss>",
}


def show(site: Any, path: str, body: str | bytes, kind: str = "application/xml") -> None:
    raw = body.encode() if isinstance(body, str) else body

    def send(handler: Any) -> None:
        handler.send_response_only(200)
        for name, value in (("Content-Length", str(len(raw))), ("Content-Type", kind), ("Connection", "close")):
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(raw)

    site.routes[path] = send


def listed(site: Any, client: Any, **options: Any) -> Discovery:
    start = {"name": "t", "start": (f"{site.url}/index.xml",), "allow_private": True}
    return discover(Source(**start | options), client, since=date(2026, 7, 6), until=date(2026, 7, 8), reader=pages)


@pytest.mark.parametrize("kind", FORMS)
@pytest.mark.parametrize("attack", ATTACKS)
def test_a_doctype_is_refused_and_nobody_is_asked_for_it(
    attack: str, kind: str, site: Any, sites: Callable[..., Any], client: Any
) -> None:
    inside = sites()
    text = FORMS[kind].format(*ATTACKS[attack]).replace("INSIDE", inside.url).replace("BASE", site.url)
    show(site, "/index.xml", text)
    found = listed(site, client, kind=kind)
    assert [one for one in found.candidates if one.url != f"{site.url}/ur/"] == []
    assert "long comment" in attack or found.problems[0].startswith("doctype refused")
    assert inside.asked == []


INSIDE_FORMS = (
    *("127.0.0.1", "localhost", "localhost.", "127.1", "2130706433", "0x7f000001", "0177.0.0.1"),
    *("[::ffff:127.0.0.1]", "[::1]", "0.0.0.0", "[::]", "127.0.0.1."),
)
GARBLED = (
    "http://[::1",
    "http://[bad]/x",
    "http://a:99999999/",
    "javascript:alert(1)",
    "file:///etc/passwd",
)


@pytest.mark.parametrize("kind", ["sitemap", "index", "hreflang", "feed", "listing", "robots"])
def test_no_address_of_an_index_leads_inside_or_stops_the_search(
    kind: str, site: Any, sites: Callable[..., Any], client: Any
) -> None:
    inside = sites()
    away = [f"http://{host}:{inside.port}/secret" for host in INSIDE_FORMS] + list(GARBLED)
    good = f"{site.url}/ur/good"
    options: dict[str, Any] = {"kind": kind if kind in ("feed", "listing") else "sitemap"}
    urls = "".join(f"<url><loc>{url}</loc></url>" for url in (*away, good))
    show(site, "/good.xml", f"<urlset><url><loc>{good}</loc></url></urlset>")
    if kind == "sitemap":
        show(site, "/index.xml", f"<urlset>{urls}</urlset>")
    elif kind == "index":
        children = "".join(f"<sitemap><loc>{url}</loc></sitemap>" for url in (*away, f"{site.url}/good.xml"))
        show(site, "/index.xml", f"<sitemapindex>{children}</sitemapindex>")
    elif kind == "hreflang":
        links = (
            f'<url><loc>{site.url}/x</loc><link rel="alternate" hreflang="ur" href="{url}"/></url>' for url in away
        )
        show(site, "/index.xml", f"<urlset>{''.join(links)}<url><loc>{good}</loc></url></urlset>")
    elif kind == "feed":
        items = "".join(f"<item><link>{url}</link></item>" for url in (*away, good))
        show(site, "/index.xml", f"<rss version='2.0'><channel>{items}</channel></rss>")
    elif kind == "robots":
        show(site, "/robots.txt", "\n".join(f"Sitemap: {url}" for url in (*away, f"{site.url}/good.xml")), "text/plain")
    elif kind == "listing":
        show(site, "/index.xml", "".join(f'<a href="{url}">x</a>' for url in (*away, good)), "text/html")
    found = listed(site, client, **options)
    assert [one.url for one in found.candidates] == [good]
    assert inside.asked == []


def test_entries_that_only_cost_time_are_cut() -> None:
    found = read_sitemap(b"<urlset>" + b"<url/>" * 100_000 + b"</urlset>", "u")
    assert found.locations == []
    assert found.cut


@pytest.mark.parametrize(
    "body",
    [
        b"<urlset>" + b"<a>" * 100_000,
        b"<urlset " + b" ".join(b"a%d='1'" % n for n in range(300_000)) + b"></urlset",
        b"<urlset><url><loc>" + b"x" * 12_000_000 + b"</loc></url></urlset>",
    ],
    ids=["100,000 levels", "300,000 attributes", "one huge text"],
)
def test_what_the_xml_parser_limits_is_bad_xml(body: bytes) -> None:
    with pytest.raises(IndexProblem) as caught:
        read_sitemap(body, "u")
    assert caught.value.reason == "bad xml"


def test_a_feed_has_the_cap_of_a_page(site: Any, client: Any) -> None:
    item = b"<item><link>/ur/x</link></item>"
    show(site, "/index.xml", b"<rss version='2.0'><channel>" + item * 200_000 + b"</channel></rss>")
    assert listed(site, client, kind="feed").problems[0].startswith("too large")


@pytest.mark.parametrize(
    "inside", ["<a>" * 300_000, f"<item {' '.join(f'a{n}=1' for n in range(100_000))}/>"], ids=["deep", "attributes"]
)
def test_a_feed_that_would_take_minutes_is_refused(inside: str) -> None:
    with pytest.raises(IndexProblem) as caught:
        read_feed(f"<rss version='2.0'><channel>{inside}".encode(), "http://a.vn/", None)
    assert caught.value.reason == "not a feed"


def test_a_feed_with_impossible_times_is_read() -> None:
    items = "".join(
        f"<item><link>/ur/{n}</link><pubDate>{stamp}</pubDate></item>"
        for n, stamp in enumerate(
            ("Wed, 08 Jul 99999 04:00:00 GMT", "99999-01-01T00:00:00Z", "0000-00-00", "-1", "x" * 9999)
        )
    )
    found = read_feed(f"<rss version='2.0'><channel>{items}</channel></rss>".encode(), "http://a.vn/", None)
    assert len(found) == 5
