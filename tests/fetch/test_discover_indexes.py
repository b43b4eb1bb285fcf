from __future__ import annotations

import gzip
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from warehouse.fetch import IndexProblem
from warehouse.fetch.sitemap import MAX_LOCATIONS, read_sitemap

NS = "http://www.sitemaps.org/schemas/sitemap/0.9"


def index(*children: tuple[str, str | None]) -> bytes:
    rows = "".join(
        f"<sitemap><loc>{url}</loc>{f'<lastmod>{stamp}</lastmod>' if stamp else ''}</sitemap>"
        for url, stamp in children
    )
    return f'<?xml version="1.0"?><sitemapindex xmlns="{NS}">{rows}</sitemapindex>'.encode()


def urlset(*pages: tuple[str, str | None], extra: str = "") -> bytes:
    rows = "".join(
        f"<url><loc>{url}</loc>{f'<lastmod>{stamp}</lastmod>' if stamp else ''}{extra}</url>" for url, stamp in pages
    )
    return f'<urlset xmlns="{NS}" xmlns:xhtml="http://www.w3.org/1999/xhtml">{rows}</urlset>'.encode()


def test_only_days_in_range_are_fetched(world: Any) -> None:
    base = world.site.url
    days = [f"2026-07-{day:02d}" for day in range(1, 11)]
    world.show(
        "/sitemap.xml",
        index(
            *((f"{base}/day/{day}.xml", f"{day}T20:00:00.000Z") for day in days),
            (f"{base}/sitemap-tag.xml", "2026-07-08T20:00:00Z"),
            (f"{base}/news-sitemap.xml", "2026-07-08T20:00:00Z"),
        ),
    )
    for day in days:
        world.show(f"/day/{day}.xml", urlset((f"{base}/ur/page-{day}", f"{day}T04:04:10.339Z")))
    world.show(
        "/news-sitemap.xml",
        urlset((f"{base}/ur/page-2026-07-08", "2026-07-08T09:00:00Z"), (f"{base}/ur/old", "2020-01-01")),
    )
    found = world.discover()
    assert found.problems == []
    assert [one.url.rpartition("-")[2] for one in found.candidates] == ["08", "07", "06"]
    assert found.candidates[0].lastmod == datetime.fromisoformat("2026-07-08T09:00:00")  # the later of two claims
    assert world.site.pages_asked == [
        "/sitemap.xml",
        "/news-sitemap.xml",
        "/day/2026-07-08.xml",
        "/day/2026-07-07.xml",
        "/day/2026-07-06.xml",
    ]


def test_an_old_day_is_read_again_when_its_file_changed(world: Any) -> None:
    base = world.site.url
    stamps = {"2026-05-01": "2026-07-08", "2026-05-02": "2026-05-02", "2026-07-07": "2026-07-07"}
    world.show("/sitemap.xml", index(*((f"{base}/{day}.xml", stamp) for day, stamp in stamps.items())))
    for day, stamp in stamps.items():
        world.show(f"/{day}.xml", urlset((f"{base}/ur/{day}", stamp)))
    found = world.discover(until=None)
    assert [one.url for one in found.candidates] == [f"{base}/ur/2026-05-01", f"{base}/ur/2026-07-07"]
    assert "/2026-05-02.xml" not in world.site.asked
    asked = len(world.site.asked)
    assert [one.url for one in world.discover().candidates] == [f"{base}/ur/2026-07-07"]  # history goes by day alone
    assert "/2026-05-01.xml" not in world.site.asked[asked:]


def test_of_1301_children_only_those_in_range_are_asked(world: Any) -> None:
    base = world.site.url
    first = date(2023, 1, 1)
    days = [(first + timedelta(days=n)).isoformat() for n in range(1285)]
    since = date.fromisoformat(days[-3])
    others = [f"{base}/sitemap-{name}.xml" for name in ("page", "author", "organization", "category", "tag")]
    others += [f"{base}/sitemap-tag/{number}.xml" for number in range(10)]
    world.show(
        "/sitemap.xml",
        index(
            *((f"{base}/sitemap/sitemap-post/{day}.xml", f"{day}T20:00:00.000Z") for day in days),
            *((url, None) for url in others),
            (f"{base}/news-sitemap.xml", None),
        ),
    )
    for day in days[-3:]:
        world.show(f"/sitemap/sitemap-post/{day}.xml", urlset((f"{base}/ur/{day}", f"{day}T04:04:10.339Z")))
    world.show("/news-sitemap.xml", urlset((f"{base}/ur/{days[-1]}", f"{days[-1]}T04:04:10.339Z")))
    found = world.discover(since=since, until=None)
    assert found.problems == []
    assert len(found.candidates) == 3
    days_asked = [f"/sitemap/sitemap-post/{day}.xml" for day in reversed(days[-3:])]
    assert world.site.pages_asked == ["/sitemap.xml", "/news-sitemap.xml", *days_asked]


def test_times_that_say_nothing_are_flagged_and_leave_nothing_out(world: Any) -> None:
    base = world.site.url
    world.show("/sitemap.xml", urlset(*((f"{base}/ur/{n}", "2020-01-01T00:00:00Z") for n in range(6))))
    found = world.discover()
    assert [one.lastmod for one in found.candidates] == [None] * 6
    assert found.notes == [f"times not believed: {base}/sitemap.xml states 2020-01-01 00:00:00 for all its addresses"]
    world.show("/sitemap.xml", urlset((f"{base}/ur/a", "2099-01-01"), (f"{base}/ur/b", "2026-07-08")))
    found = world.discover()
    assert {one.url.rpartition("/")[2]: one.lastmod is None for one in found.candidates} == {"a": True, "b": False}
    assert "which is to come" in found.notes[0]


def test_a_page_that_is_listed_in_many_dresses_is_asked_once(world: Any) -> None:
    base = world.site.url
    dresses = ("/ur/a?utm_source=fb", "/ur/a?fbclid=1#top", "/ur/a", "/ur/a/", "/ur/./a", "/ur/a?page=2")
    world.show("/sitemap.xml", urlset(*((base + dress, "2026-07-08") for dress in dresses)))
    assert [one.url for one in world.discover().candidates] == [f"{base}/ur/a?page=2", f"{base}/ur/a"]


def test_an_index_that_stamps_everything_today_is_not_believed(world: Any) -> None:
    base = world.site.url
    days = ["2026-05-01", "2026-05-02", "2026-05-03", "2026-07-07"]
    world.show("/sitemap.xml", index(*((f"{base}/{day}.xml", "2026-07-08T01:00:00Z") for day in days)))
    world.show("/2026-07-07.xml", urlset((f"{base}/ur/x", None)))
    assert len(world.discover().candidates) == 1
    assert world.site.pages_asked == ["/sitemap.xml", "/2026-07-07.xml"]


BOMB = b"""<?xml version="1.0"?><!DOCTYPE urlset [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><urlset><url><loc>&c;</loc></url></urlset>"""
XXE = b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/hostname">]><urlset><url><loc>&x;</loc></url></urlset>'


@pytest.mark.parametrize(
    ("body", "status", "said"),
    [
        (b"no", 403, "http 403"),
        (b"no", 404, "http 404"),
        (b"", 200, "empty index"),
        (b"   \n", 200, "empty index"),
        (urlset(), 200, "lists nothing"),
        (index(), 200, "lists nothing"),
        (b"<!DOCTYPE html><html><title>Just a moment...</title></html>", 200, "html instead of xml"),
        (b"<html><body>Access denied</body></html>", 200, "html instead of xml"),
        (BOMB, 200, "doctype refused"),
        (XXE, 200, "doctype refused"),
        (BOMB.decode().encode("utf-16"), 200, "doctype refused"),
        (b"<rss version='2.0'><channel/></rss>", 200, "not a sitemap"),
        (b"<urlset><url><loc>http://x", 200, "bad xml"),
        (b"\x1f\x8bnot really gzip", 200, "bad xml"),
        (gzip.compress(bytes(60 * 1024 * 1024), mtime=0), 200, "too large"),
    ],
    ids=lambda value: str(value)[:24],
)
def test_what_is_no_index_is_a_problem_with_a_name(world: Any, body: bytes, status: int, said: str) -> None:
    world.show("/sitemap.xml", body, status)
    found = world.discover()
    assert found.candidates == []
    assert found.indexes_read == 0
    assert len(found.problems) == 1
    assert found.problems[0].startswith(said)
    assert f"{world.site.url}/sitemap.xml" in found.problems[0]


def test_when_the_index_fails_the_day_files_are_asked_by_their_known_form(world: Any) -> None:
    base = world.site.url
    world.show("/sitemap.xml", b"WAF", 403)
    world.show("/sitemap/sitemap-post/2026-07-08.xml", urlset((f"{base}/ur/a", "2026-07-08")))
    world.show("/sitemap/sitemap-post/2026-07-06.xml", urlset((f"{base}/ur/b", "2026-07-06")))
    found = world.discover(layout="vietnam.vn")
    assert [one.url for one in found.candidates] == [f"{base}/ur/a", f"{base}/ur/b"]
    assert found.problems[0].startswith("http 403")
    assert "known form" in found.problems[1]
    assert len(found.problems) == 2  # the day without articles has no file


def test_when_the_index_fails_robots_may_name_another(world: Any) -> None:
    base = world.site.url
    world.show("/robots.txt", f"Sitemap: {base}/other.xml".encode(), content_type="text/plain")
    world.show("/other.xml", urlset((f"{base}/ur/a", "2026-07-08")))
    found = world.discover()
    assert [one.url for one in found.candidates] == [f"{base}/ur/a"]
    assert len(found.problems) == 1


def test_a_broken_child_costs_only_itself(world: Any) -> None:
    base = world.site.url
    world.show("/sitemap.xml", index((f"{base}/2026-07-07.xml", None), (f"{base}/2026-07-08.xml", None)))
    world.show("/2026-07-07.xml", urlset((f"{base}/ur/a", None)))
    world.show("/2026-07-08.xml", BOMB)
    found = world.discover()
    assert [one.url for one in found.candidates] == [f"{base}/ur/a"]
    assert found.problems[0].startswith("doctype refused")


def test_addresses_and_children_elsewhere_are_never_asked(world: Any, sites: Any) -> None:
    inside = sites()
    base = world.site.url
    world.show("/sitemap.xml", index((f"{inside.url}/2026-07-08.xml", None), (f"{base}/2026-07-07.xml", None)))
    world.show(
        "/2026-07-07.xml", urlset((f"{inside.url}/ur/a", None), ("file:///etc/passwd", None), (f"{base}/tag/x", None))
    )
    found = world.discover(url_pattern="/ur/")
    assert found.candidates == []
    assert inside.asked == []
    assert found.left_out == {"host": 2, "pattern": 1}
    assert any(line.startswith("host refused") for line in found.problems)
    assert found.no_article == "no article address: 3 were listed, left out 2 by host, 1 by pattern"


def test_indexes_in_indexes_end_at_the_third(world: Any) -> None:
    base = world.site.url
    for depth, name in enumerate(("sitemap", "s1", "s2", "s3")):
        world.show(f"/{name}.xml", index((f"{base}/s{depth + 1}.xml", None)))
    found = world.discover()
    assert found.problems[0].startswith("too deep")
    assert world.site.pages_asked == ["/sitemap.xml", "/s1.xml", "/s2.xml"]


def test_an_index_that_lists_itself_ends(world: Any) -> None:
    world.show("/sitemap.xml", index((f"{world.site.url}/sitemap.xml", None)))
    world.discover()
    assert world.site.pages_asked == ["/sitemap.xml"]


def test_the_urdu_edition_is_taken_where_the_sitemap_names_it(world: Any) -> None:
    base = world.site.url
    link = f'<xhtml:link rel="alternate" hreflang="ur" href="{base}/ur/bai"/><image><loc>{base}/i.jpg</loc></image>'
    world.show("/sitemap.xml", urlset((f"{base}/bai", "2026-07-08"), extra=link))
    assert [one.url for one in world.discover().candidates] == [f"{base}/ur/bai"]


def test_more_locations_than_the_protocol_allows_are_cut_and_said() -> None:
    body = urlset(*((f"https://a.vn/{number}", None) for number in range(MAX_LOCATIONS + 10)))
    found = read_sitemap(body, "https://a.vn/s.xml")
    assert len(found.locations) == MAX_LOCATIONS
    assert found.cut


def test_a_gzip_sitemap_is_read() -> None:
    body = gzip.compress(urlset(("https://a.vn/x", "garbled date")))
    assert [(one.url, one.lastmod) for one in read_sitemap(body, "u").locations] == [("https://a.vn/x", None)]
    with pytest.raises(IndexProblem, match="html instead of xml"):
        read_sitemap(b"\xef\xbb\xbf <!-- x --><!DOCTYPE HTML>", "u")


def test_an_index_that_robots_forbids_is_not_read(world: Any) -> None:
    world.show("/robots.txt", b"User-agent: *\nDisallow: /sitemap.xml", content_type="text/plain")
    world.show("/sitemap.xml", urlset((f"{world.site.url}/ur/a", None)))
    assert world.discover().problems[0].startswith("robots")
    assert world.site.pages_asked == []
