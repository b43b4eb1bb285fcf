"""Backfill from day sitemaps: window by window, newest first, within the limit, and on where it ended."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest

from warehouse.home import Home
from warehouse.pipeline.gather import harvest_source
from warehouse.pipeline.run import Run, begin
from warehouse.settings import Settings, Source

FIRST, DAYS = date(2026, 1, 1), 120
SINCE, UNTIL = date(2026, 2, 1), date(2026, 4, 10)
IN_RANGE = (UNTIL - SINCE).days + 1


class Site:
    """An index of day files; each lists one page."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.url = ""

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        self.asked.append(handler.path)
        text = self.show(handler.path)
        body = (text or "").encode()
        handler.send_response_only(200 if text else 404)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    def show(self, path: str) -> str | None:
        days = [(FIRST + timedelta(days=n)).isoformat() for n in range(DAYS)]
        if path == "/sitemap.xml":
            rows = "".join(f"<sitemap><loc>{self.url}/day/{day}.xml</loc></sitemap>" for day in days)
            return f"<sitemapindex>{rows}</sitemapindex>"
        if path.startswith("/day/"):
            return f"<urlset><url><loc>{self.url}/ur/{path[5:15]}</loc></url></urlset>"
        return "<p>page</p>" if path.startswith("/ur/") else None

    def take_log(self, start: str) -> list[str]:
        taken = [path for path in self.asked if path.startswith(start)]
        self.asked = [path for path in self.asked if not path.startswith(start)]
        return taken


@pytest.fixture
def site(serving: Callable[..., Any]) -> Iterator[Site]:
    opened = Site()
    with serving(opened.answer) as opened.url:
        yield opened


def backfill(home: Path, site: Site, limit: int | None) -> Run:
    source = Source(
        name="days", start=(f"{site.url}/sitemap.xml",), url_pattern="/ur/", crawl_delay=0, allow_private=True
    )
    with begin(Home(home), Settings(sources=(source,)), command="backfill") as run:
        harvest_source(run, source, since=SINCE, until=UNTIL, limit=limit)
        run.finish("nothing new", "done")
    return run


def test_a_backfill_goes_on_where_its_limit_ended_it(site: Site, tmp_path: Path) -> None:
    first = backfill(tmp_path, site, 40)
    newest = [(UNTIL - timedelta(days=n)).isoformat() for n in range(IN_RANGE)]
    pages = [f"/ur/{day}" for day in newest]
    assert site.take_log("/ur/") == pages[:40]
    # the third window was not even listed
    assert sorted(site.take_log("/day/")) == sorted(f"/day/{day}.xml" for day in newest[:62])
    assert "run again for what is left from 2026-02-01" in first.tally.notes[-1]
    second: Any = backfill(tmp_path, site, None)
    assert site.take_log("/ur/") == pages[40:]
    assert sorted(site.take_log("/day/")) == sorted(f"/day/{day}.xml" for day in newest)
    assert second.tally.notes == []
    backfill(tmp_path, site, None)
    assert site.take_log("/ur/") == []
