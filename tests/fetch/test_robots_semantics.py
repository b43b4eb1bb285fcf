from __future__ import annotations

from typing import Any

import pytest

from warehouse.fetch.robots import Robots


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
    assert clock.waits == [4.0, 4.0]


def test_named_sitemaps_of_other_hosts_are_left_out(site: Any, client: Any) -> None:
    rules(site, f"Sitemap: {site.url}/one.xml\nSitemap: http://169.254.169.254/latest\nSitemap: /two.xml\n")
    assert Robots(client).sitemaps(site.url) == [f"{site.url}/one.xml", f"{site.url}/two.xml"]
