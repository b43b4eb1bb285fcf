from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from warehouse import pages
from warehouse.fetch import Archive, Memory, harvest
from warehouse.fetch.pace import Pace
from warehouse.fetch.robots import Robots
from warehouse.settings import Settings, Source

NOW, DAY = datetime.fromisoformat("2026-07-08T06:00:00"), date(2026, 7, 1)


def rules(site: Any, text: str, status: int = 200, **headers: str) -> None:
    body = text.encode()

    def send(handler: Any) -> None:
        handler.send_response_only(status)
        for name, value in {"Content-Length": str(len(body)), "Connection": "close", **headers}.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(body)

    site.routes["/robots.txt"] = send


def test_rules_are_obeyed_and_asked_for_once(site: Any, client: Any) -> None:
    rules(site, "User-agent: *\nDisallow: /\n\nUser-agent: Hadaf\nDisallow: /private\nAllow: /private/but*open$\n")
    robots = Robots(client)
    assert robots.allowed(f"{site.url}/ur/x")
    assert not robots.allowed(f"{site.url}/private/x")
    assert robots.allowed(f"{site.url}/private/but/open")
    assert site.asked == ["/robots.txt"]


@pytest.mark.parametrize(
    ("status", "allowed"),
    [(404, True), (401, True), (403, True), (410, True), (500, False), (503, False), (429, False)],
)
def test_what_a_status_means(site: Any, client: Any, status: int, allowed: bool) -> None:
    rules(site, "User-agent: *\nDisallow: /", status)
    assert Robots(client).allowed(f"{site.url}/x") is allowed


def test_no_answer_means_no(site: Any, client: Any) -> None:
    site.close()
    robots = Robots(client)
    assert not robots.allowed(f"{site.url}/x")
    assert "no answer" in robots.why(f"{site.url}/x")


def test_a_redirect_to_the_inside_means_no(site: Any, sites: Any, client: Any) -> None:
    inside = sites()
    rules(site, "", 302, Location=f"{inside.url}/robots.txt")
    assert not Robots(client).allowed(f"{site.url}/x")
    assert inside.asked == []


def test_rules_beyond_500_kib_are_not_read(site: Any, client: Any) -> None:
    rules(site, "User-agent: *\nDisallow: /near\n" + "#" * 600_000 + "\nDisallow: /far\n")
    robots = Robots(client)
    assert not robots.allowed(f"{site.url}/near")
    assert robots.allowed(f"{site.url}/far")


def test_a_web_page_in_its_place_forbids_nothing(site: Any, client: Any) -> None:
    rules(site, "<!doctype html><html><body>Welcome</body></html>")
    assert Robots(client).allowed(f"{site.url}/x")


def test_the_crawl_delay_is_kept(site: Any, client: Any, clock: Any) -> None:
    rules(site, "User-agent: *\nCrawl-delay: 4\n")
    robots = Robots(client)
    for path in ("/a", "/b", "/c"):
        assert robots.allowed(site.url + path)
        client.get(site.url + path)
    assert clock.waits == [4.0, 4.0, 4.0]  # robots.txt itself was the first request


@pytest.mark.parametrize(
    ("text", "apart"),
    [
        ("Request-rate: 1/10", 10.0),
        ("Crawl-delay: 2\nRequest-rate: 6/60", 10.0),
        ("Crawl-delay: 20\nRequest-rate: 1/5", 20.0),
        ("Crawl-delay: soon\nRequest-rate: many", 0.0),
    ],
)
def test_the_longer_of_delay_and_rate_is_kept(site: Any, client: Any, text: str, apart: float) -> None:
    rules(site, f"User-agent: *\n{text}\n")
    assert Robots(client).delay(f"{site.url}/a") == apart


def test_two_sources_of_one_host_share_its_delay(site: Any, clock: Any, tmp_path: Path) -> None:
    rules(site, "User-agent: *\nCrawl-delay: 4\n")
    pace = Pace(clock=clock.read, sleep=clock.sleep)
    options: dict[str, Any] = {"kind": "feed", "allow_private": True}
    one = Source(name="one", start=(f"{site.url}/a.xml",), crawl_delay=1, **options)
    two = Source(name="two", start=(f"{site.url}/b.xml",), crawl_delay=6, **options)
    for source in (one, two):
        options = {"archive": Archive(tmp_path), "settings": Settings(sources=(one, two)), "reader": pages}
        harvest(source, since=DAY, memory=Memory(), pace=pace, **options)
    assert site.asked == ["/robots.txt", "/a.xml", "/robots.txt", "/b.xml"]
    assert clock.waits == [4.0, 6.0, 6.0]


def test_the_last_copy_stands_in_for_a_day(site: Any, client: Any) -> None:
    rules(site, "User-agent: *\nDisallow: /private\n")
    memory = Memory()
    assert Robots(client, memory, NOW).allowed(f"{site.url}/x")
    kept = memory.copies[site.url]
    memory.keep_robots(replace(kept, fetched_at=NOW))
    rules(site, "", 503)
    soon = Robots(client, memory, NOW + timedelta(hours=23))
    assert soon.allowed(f"{site.url}/x")
    assert not soon.allowed(f"{site.url}/private/x")
    late = Robots(client, memory, NOW + timedelta(hours=25))
    assert not late.allowed(f"{site.url}/x")
    assert late.why(f"{site.url}/x") == "robots.txt: http 503"


def test_what_cannot_be_had_for_thirty_days_counts_as_absent(site: Any, client: Any) -> None:
    rules(site, "", 500)
    memory = Memory()
    assert not Robots(client, memory, NOW).allowed(f"{site.url}/x")
    assert not Robots(client, memory, NOW + timedelta(days=29)).allowed(f"{site.url}/x")
    assert Robots(client, memory, NOW + timedelta(days=31)).allowed(f"{site.url}/x")
    rules(site, "User-agent: *\nDisallow: /x\n")
    assert not Robots(client, memory, NOW + timedelta(days=32)).allowed(f"{site.url}/x")
    rules(site, "", 500)
    memory.keep_robots(replace(memory.copies[site.url], fetched_at=NOW + timedelta(days=32)))
    # an answer in between begins the thirty days anew
    assert not Robots(client, memory, NOW + timedelta(days=40)).allowed(f"{site.url}/y")


def test_named_sitemaps_of_other_hosts_are_left_out(site: Any, client: Any) -> None:
    rules(site, f"Sitemap: {site.url}/one.xml\nSitemap: http://169.254.169.254/latest\nSitemap: /two.xml\n")
    assert Robots(client).sitemaps(site.url) == [f"{site.url}/one.xml", f"{site.url}/two.xml"]
