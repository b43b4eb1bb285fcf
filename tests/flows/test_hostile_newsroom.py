"""One run over a site on which nearly everything is an attack: good pages come out, the rest is named, no one is asked.

A second server stands for the inside: no address, in whatever form and wherever it is written, may lead a request
there. The rows are those of docs/faults.md; what takes minutes by its nature (a body that drips) is tested with the
client alone.
"""

from __future__ import annotations

import gzip
import http.server
import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from warehouse.db.connect import open_work

pytestmark = pytest.mark.prefect

SENTENCES = (
    "2023 کے آخر تک ہا ٹین صوبے میں {n} کمیون نئے دیہی معیارات پر پورا اترتے ہیں۔",
    "ضلع کے لوگوں نے اس پروگرام میں بھرپور حصہ لیا اور حکام نے ان کی کوششوں کو سراہا۔",
)
INSIDE_HOSTS = (
    *("127.0.0.1", "127.0.0.1.", "localhost", "127.1", "2130706433", "0x7f000001", "0177.0.0.1"),
    *("[::ffff:127.0.0.1]", "[::1]", "0.0.0.0"),
)
GARBLED = ("http://[::1", "http://[bad]/ur/x", "http://a:99999999/ur/x", "javascript:alert(1)", "file:///etc/passwd")


@dataclass
class Reply:
    body: bytes = b""
    status: int = 200
    kind: str = "text/html; charset=utf-8"
    headers: dict[str, str] = field(default_factory=dict)


class Server:
    """Answer by path, and remember who asked for what."""

    def __init__(self) -> None:
        self.replies: dict[str, Reply | list[Reply]] = {}
        self.asked: list[str] = []
        self.url = ""

    @property
    def port(self) -> str:
        return self.url.rpartition(":")[2]

    def answer(self, handler: http.server.BaseHTTPRequestHandler) -> None:
        self.asked.append(handler.path)
        known = self.replies.get(handler.path) or self.replies.get(handler.path.partition("?")[0])
        reply = known or Reply(status=404)
        if isinstance(reply, list):
            reply = reply.pop(0) if len(reply) > 1 else reply[0]
        handler.send_response_only(reply.status)
        for name, value in {"Content-Type": reply.kind, **reply.headers}.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.close_connection = True  # the body ends with the connection
        with suppress(OSError):  # the client hangs up on a bomb
            handler.wfile.write(reply.body)


@pytest.fixture(scope="module")
def servers(serving: Callable[..., Any]) -> Iterator[tuple[Server, Server]]:
    outside, inside = Server(), Server()
    with serving(outside.answer) as outside.url, serving(inside.answer) as inside.url:
        yield outside, inside


def article(n: int, *, title: str = "نئے دیہی علاقے", head: str = "", around: str = "", text: str = "") -> bytes:
    stamp = '<meta property="article:published_time" content="2024-03-01">' if "published_time" not in head else ""
    paragraphs = "".join(f"<p>{sentence.format(n=n)}</p>" for sentence in SENTENCES)
    body = f"<article><h1>{title}</h1>{around}{paragraphs}{text}</article>"
    return (
        f'<!DOCTYPE html><html lang="ur"><head><title>{title}</title>{stamp}{head}</head><body>{body}</body></html>'
    ).encode()


def shell(title: str, text: str = "") -> bytes:
    return f"<!DOCTYPE html><html><head><title>{title}</title></head><body><p>{text}</p></body></html>".encode()


def good(inside: Server) -> dict[str, Reply | list[Reply]]:
    """Give the pages that must be published, whatever they try."""
    legacy = article(13).decode().replace("ی", "ي").replace("۔", ".").encode("cp1256", "xmlcharrefreplace")
    return {
        "/ur/plain": Reply(article(11)),
        "/ur/nested": Reply(article(12, around="<div>" * 10_000)),
        "/ur/legacy": Reply(legacy, kind="text/html; charset=utf-8"),
        "/ur/gzip": Reply(gzip.compress(article(14)), headers={"Content-Encoding": "gzip"}),
        "/ur/busy-at-first": [Reply(status=429, headers={"Retry-After": "1"}), Reply(article(15))],
        "/ur/canonical-inside": Reply(article(16, head=f'<link rel="canonical" href="{inside.url}/ur/secret">')),
        "/ur/links-inside": Reply(
            article(17, text=f'<p><a href="{inside.url}/a">x</a><img src="{inside.url}/i.png"></p>')
        ),
        "/ur/from-the-future": Reply(
            article(18, head='<meta property="article:published_time" content="2099-01-01T00:00:00Z">')
        ),
        "/ur/script-title": Reply(article(19, title="نئے دیہی علاقے &lt;script&gt;alert(1)&lt;/script&gt;")),
        "/ur/sql-title": Reply(article(20, title="نئے'); drop table core.article; -- دیہی علاقے")),
        "/ur/deep-json": Reply(article(21, head=f'<script type="application/ld+json">{"[" * 500_000}</script>')),
    }


def bad(inside: Server) -> dict[str, tuple[Reply, str | tuple[str, ...]]]:
    """Give the pages that must not be published, each with what must be said of it, or one of what may be."""
    redirects = {
        f"/ur/to-inside-{n}": (
            Reply(status=302, headers={"Location": f"http://{host}:{inside.port}/secret"}),
            "host refused",
        )
        for n, host in enumerate(INSIDE_HOSTS)
    }
    return redirects | {
        "/ur/gzip-bomb": (Reply(gzip.compress(bytes(50_000_000)), headers={"Content-Encoding": "gzip"}), "too large"),
        "/ur/double-bomb": (
            Reply(gzip.compress(gzip.compress(bytes(50_000_000))), headers={"Content-Encoding": "gzip, gzip"}),
            "too large",
        ),
        "/ur/said-to-be-huge": (Reply(headers={"Content-Length": "999999999"}), "too large"),
        "/ur/no-gzip": (Reply(article(31), headers={"Content-Encoding": "gzip"}), "bad encoding"),
        "/ur/torn-off": (Reply(article(32), headers={"Content-Length": "99999"}), "no answer"),
        "/ur/loop": (Reply(status=302, headers={"Location": "/ur/loop"}), "redirect refused"),
        "/ur/to-nowhere": (Reply(status=302, headers={"Location": "http://[::1"}), "redirect refused"),
        "/ur/headers": (
            Reply(article(33), headers={f"X-{n}": "v" for n in range(90)} | {"X": "v" * 70_000}),
            "headers",
        ),
        "/ur/forbidden": (Reply(status=403), "http 403"),
        "/ur/soft-404": (Reply(shell("صفحہ نہیں ملا")), "soft_404"),
        "/ur/bot-check": (Reply(shell("Just a moment...", "Checking your browser")), "bot_check"),
        "/ur/denied": (Reply(shell("Access denied")), "bot_check"),
        "/ur/empty": (Reply(b""), "empty"),
        "/ur/picture": (Reply(b"\x89PNG", kind="image/png"), "no_html"),
        # which of its two limits it meets first hangs on the machine
        "/ur/tags": (Reply(article(34, text="<b>" * 1_600_000)), ("too slow", "too much memory")),
    }


def urlset(*urls: str) -> bytes:
    return f"<urlset>{''.join(f'<url><loc>{url}</loc></url>' for url in urls)}</urlset>".encode()


def indexes(site: Server, inside: Server, pages: list[str]) -> dict[str, Reply]:
    """Give robots.txt and the indexes: what is listed, beside every way to write an address of the inside."""
    away = [f"http://{host}:{inside.port}/ur/secret" for host in INSIDE_HOSTS] + list(GARBLED)
    entity = f'<!DOCTYPE x [<!ENTITY a SYSTEM "{inside.url}/entity"><!ENTITY b SYSTEM "file:///etc/hostname">]>'
    laughs = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    duplicates = [f"{site.url}/ur/plain{query}" for query in ("?utm_source=x", "?fbclid=abc&amp;utm_medium=y", "#top")]
    alternate = f'<url><loc>{site.url}/x</loc><link rel="alternate" hreflang="ur" href="{inside.url}/ur/y"/></url>'
    children = ["good.xml", "laughs.xml", "entity.xml", "bomb.xml", "deep.xml", "page.xml", "sitemap.xml"]
    children_inside = [f"http://{host}:{inside.port}/sitemap.xml" for host in INSIDE_HOSTS] + list(GARBLED)
    listed = "".join(
        f"<sitemap><loc>{url}</loc></sitemap>"
        for url in (*(f"{site.url}/{name}" for name in children), *children_inside)
    )
    links = "".join(f'<a href="{url}">x</a>' for url in away)
    items = "".join(f"<item><link>{url}</link></item>" for url in away)
    rules = "".join(f"Sitemap: {url}\n" for url in children_inside)
    xml = "application/xml"
    return {
        "/robots.txt": Reply(f"User-agent: *\nDisallow: /closed\n{rules}".encode(), kind="text/plain"),
        "/sitemap.xml": Reply(f"<sitemapindex>{listed}</sitemapindex>".encode(), kind=xml),
        "/good.xml": Reply(
            urlset(*(site.url + path for path in pages), *duplicates, *away).replace(
                b"</urlset>", f"{alternate}</urlset>".encode()
            ),
            kind=xml,
        ),
        "/laughs.xml": Reply(laughs.encode() + b"<urlset><url><loc>&b;</loc></url></urlset>", kind=xml),
        "/entity.xml": Reply(entity.encode() + b"<urlset><url><loc>&a;&b;</loc></url></urlset>", kind=xml),
        "/bomb.xml": Reply(gzip.compress(bytes(60_000_000)), kind=xml),
        "/deep.xml": Reply(b"<urlset>" + b"<a>" * 100_000, kind=xml),
        "/page.xml": Reply(shell("Access denied")),
        "/feed.xml": Reply(f"<rss version='2.0'><channel>{items}</channel></rss>".encode(), kind="application/rss+xml"),
        "/bad-feed.xml": Reply(entity.encode() + b"<rss version='2.0'><channel/></rss>", kind=xml),
        "/list": Reply(f"<html><body>{links}</body></html>".encode()),
    }


CONFIG = """
[fetch]
max_failed_share = 1.0
[[source]]
name = "pages"
start = ["{url}/sitemap.xml"]
{shared}
[[source]]
name = "feed"
kind = "feed"
start = ["{url}/feed.xml", "{url}/bad-feed.xml"]
{shared}
[[source]]
name = "listing"
kind = "listing"
start = ["{url}/list"]
{shared}
"""


def test_a_run_over_a_hostile_site(
    servers: tuple[Server, Server], hadaf_on_server: Callable[..., Any], tmp_path: Path
) -> None:
    site, inside = servers
    kept, refused = good(inside), bad(inside)
    site.replies |= kept | {path: reply for path, (reply, _) in refused.items()}
    site.replies |= indexes(site, inside, [*kept, *refused])
    config = CONFIG.format(url=site.url, shared='crawl_delay = 0\nallow_private = true\nurl_pattern = "/ur/"')
    (tmp_path / "hadaf.toml").write_text(config, encoding="utf-8")

    done = hadaf_on_server("--home", tmp_path, "--json", "ingest")

    assert done.returncode == 3, done.stderr
    assert "Traceback" not in done.stderr
    assert inside.asked == []
    outcome = json.loads(done.stdout)
    with open_work(tmp_path / "work.duckdb") as con:
        published = dict(con.execute("select article_url, title from core.article where not withdrawn").fetchall())
        errors = dict(con.execute("select url, error from core.url_state").fetchall())
        days = con.execute("select published from core.article where article_url like '%from-the-future'").fetchall()
    assert set(published) == {site.url + path for path in kept}
    said = "\n".join(outcome["failures"])
    for path, (_, reasons) in refused.items():
        may_be = (reasons,) if isinstance(reasons, str) else reasons
        error = errors[site.url + path] or ""
        assert any(reason in error or f"{path}: {reason}" in said for reason in may_be), path
    assert days == [(None,)]
    assert published[f"{site.url}/ur/sql-title"].startswith("نئے'); drop table")
    problems = "\n".join(outcome["problems"])
    for name, reason in {
        "laughs.xml": "doctype refused",
        "entity.xml": "doctype refused",
        "bomb.xml": "too large",
        "deep.xml": "bad xml",
        "page.xml": "html instead of xml",
        "bad-feed.xml": "doctype refused",
    }.items():
        assert f"{reason}: {site.url}/{name}" in problems
    assert f"host refused: {inside.url}" in problems
    # the feed and the listing hold nothing but addresses that are not to be asked
    assert problems.count("no article address") == 2
