"""A day of a live site at its real size, through the installed command: what its own log says afterwards."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from warehouse.db.connect import open_work
from warehouse.fetch import Archive

pytestmark = pytest.mark.prefect
HADAF = Path(sys.executable).parent / "hadaf"

DELAY = 0.05
N_OLD, N_UPDATED, N_MISSING, N_GONE = 150, 100, 10, 10
N_NEW, N_TWINS, N_DRESSED = 1550, 25, 25
"""1,600 listed as new, 50 of them duplicates: the same text under another slug, the same page with a tracker."""
KILLS = {300: "before the answer", 800: "in the middle of it", 1400: "after it"}
"""The page requests of the day at which the run is killed, and when in the answer."""
OLD = [f"/ur/cu-{n}" for n in range(N_OLD)]
UPDATED, MISSING, GONE = OLD[:N_UPDATED], OLD[N_UPDATED : N_UPDATED + N_MISSING], OLD[-N_GONE:]
NEW = [f"/ur/moi-{n}" for n in range(N_NEW)]
TWINS = [f"/ur/moi-{n}-ban-sao" for n in range(N_TWINS)]
SLOW, FLAKY, BUSY = NEW[11:14], NEW[21:23], NEW[31]
FORBIDDEN = NEW[:2]  # the oldest, so that only the last run comes to them


def page(number: int, name: str) -> str:
    """Write a page of our own: one figure, and a sentence that no other page has."""
    text = f"2023 کے آخر تک ہا ٹین صوبے میں {number} کمیون نئے دیہی معیارات پر پورا اترتے ہیں۔"
    more = f"{name} کے بارے میں یہ خبر ضلع کے لوگوں نے لکھی ہے اور حکام نے ان کی کوششوں کو سراہا ہے۔"
    head = '<title>نئے دیہی علاقے</title><meta property="article:published_time" content="2024-03-01">'
    body = f'<h1>نئے دیہی علاقے</h1><div class="post-detail-body"><p>{text}</p><p>{more}</p></div>'
    return f'<html lang="ur"><head>{head}</head><body>{body}</body></html>'


@dataclass(frozen=True)
class Request:
    path: str
    at: float = field(compare=False)  # of the monotonic clock, which the two processes share
    day: int

    @property
    def is_page(self) -> bool:
        return self.path.startswith("/ur/")


class Site:
    """A site over two days; it kills its reader at the requests that KILLS names."""

    def __init__(self) -> None:
        self.day = 0
        self.log: list[Request] = []
        self.asked: Counter[Request] = Counter()
        self.n_pages = 0
        self.reader: subprocess.Popen[bytes] | None = None
        self.first_day = (datetime.now(UTC) - timedelta(days=1)).replace(hour=5, minute=0, second=0, microsecond=0)
        self.kills = dict(KILLS)
        self._lock = threading.Lock()
        self.url = ""

    def pages(self, day: int) -> Counter[str]:
        return Counter(request.path for request in self.log if request.is_page and request.day == day)

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        with self._lock:
            self.log.append(request := Request(handler.path, time.monotonic(), self.day))
            self.asked[request] += 1
            asked = self.asked[request]
            self.n_pages += self.day if request.is_page else 0
            kill = self.kills.pop(self.n_pages, None) if request.is_page else None
        if kill == "before the answer":
            self._kill()
            return
        status, kind, text, headers = self.show(handler.path, asked)
        body = text.encode()
        handler.send_response_only(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(body)), **headers}.items():
            handler.send_header(name, value)
        handler.end_headers()
        half = len(body) // 2
        handler.wfile.write(body[:half])
        if handler.path in SLOW or kill:
            handler.wfile.flush()
        if handler.path in SLOW:
            threading.Event().wait(0.3)  # a server that stops for breath
        if kill == "in the middle of it":
            self._kill()
            return
        handler.wfile.write(body[half:])
        handler.wfile.flush()
        if kill:
            self._kill()

    def _kill(self) -> None:
        assert self.reader is not None
        os.kill(self.reader.pid, signal.SIGKILL)

    def show(self, path: str, asked: int) -> tuple[int, str, str, dict[str, str]]:
        if path.endswith(".xml"):
            return 200, "application/xml", self._index(path), {}
        again = {FLAKY[0]: (500, {}), FLAKY[1]: (502, {}), BUSY: (429, {"Retry-After": "1"})}.get(path)
        if again and asked == 1:
            return again[0], "text/plain", "one moment", again[1]
        lost = {404: MISSING, 410: GONE}
        status = next((code for code, paths in lost.items() if self.day and path in paths), 403)
        if path in FORBIDDEN or status != 403 or path not in {*OLD, *NEW, *TWINS}:
            return status if path in {*OLD, *FORBIDDEN} else 404, "text/plain", "no", {}
        name = path.removeprefix("/ur/").removesuffix("-ban-sao")
        number = int(name.partition("-")[2]) % 90 + 10 + (self.day if path in UPDATED else 0)
        return 200, "text/html; charset=utf-8", page(number, name), {"ETag": f'W/"{name}-{number}"'}

    def _index(self, path: str) -> str:
        days = [self.first_day + timedelta(days=n) for n in range(self.day + 1)]
        if path == "/sitemap.xml":
            rows = "".join(f"<sitemap><loc>{self.url}/day/{day:%Y-%m-%d}.xml</loc></sitemap>" for day in days)
            return f"<sitemapindex>{rows}</sitemapindex>"
        touched = {*UPDATED, *GONE} if self.day else set()
        listed = OLD if not self.day else [old for old in OLD if old not in MISSING]
        times = [(old, days[-1] if old in touched else days[0]) for old in listed]
        if path != f"/day/{days[0]:%Y-%m-%d}.xml":
            dressed = [f"{new}?utm_source=feed&amp;utm_medium={n}" for n, new in enumerate(NEW[100 : 100 + N_DRESSED])]
            times = [(new, days[-1]) for new in (*NEW, *TWINS, *dressed)]
        stamps = [f"{when + timedelta(seconds=n):%Y-%m-%dT%H:%M:%S}.000Z" for n, (_, when) in enumerate(times)]
        rows = "".join(
            f"<url><loc>{self.url}{name}</loc><lastmod>{stamp}</lastmod></url>"
            for (name, _), stamp in zip(times, stamps, strict=True)
        )
        return f"<urlset>{rows}</urlset>"


@pytest.fixture(scope="module")
def site(serving: Callable[..., Any]) -> Iterator[Site]:
    opened = Site()
    with serving(opened.answer) as opened.url:
        yield opened


@dataclass
class Day:
    """What is left after the day: the site with its log, the home, the codes and the last run's own account."""

    site: Site
    home: Path
    codes: list[int]
    outcome: dict[str, Any]


@pytest.fixture(scope="module")
def day(site: Site, hadaf_on_server: Any, tmp_path_factory: pytest.TempPathFactory) -> Day:
    home = tmp_path_factory.mktemp("live")
    (home / "hadaf.toml").write_text(
        f'[[source]]\nname = "live"\nlayout = "vietnam.vn"\nstart = ["{site.url}/sitemap.xml"]\nurl_pattern = "/ur/"\n'
        f"crawl_delay = {DELAY}\nallow_private = true\n",
        encoding="utf-8",
    )
    clean = {key: value for key, value in os.environ.items() if not key.startswith(("HADAF_", "PREFECT_"))}

    def ingest() -> tuple[int, bytes]:
        command = [str(HADAF), "--home", str(home), "--json", "--quiet", "ingest"]
        env = clean | hadaf_on_server.keywords["env"]
        with subprocess.Popen(command, env=env, stdout=subprocess.PIPE) as reader:
            site.reader = reader
            out, _ = reader.communicate(timeout=500)
        return reader.returncode, out

    first, _ = ingest()
    assert first == 0
    with open_work(home / "work.duckdb") as con:  # a day passes
        times = ("first_seen_at", "fetched_at", "body_fetched_at", "next_visit_at")
        con.execute("update core.url_state set " + ", ".join(f"{name} = {name} - interval 30 hour" for name in times))
    site.day = 1
    codes, out = [first], b""
    for _ in range(len(KILLS) + 1):
        code, out = ingest()
        codes.append(code)
    return Day(site, home, codes, json.loads(out))


def rows(day: Day, hadaf_on_server: Any, query: str) -> Any:
    done = hadaf_on_server("--home", day.home, "--json", "sql", query)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_three_kills_and_a_last_run_that_says_which_pages_failed(day: Day) -> None:
    assert day.site.kills == {}
    assert day.codes == [0, -signal.SIGKILL, -signal.SIGKILL, -signal.SIGKILL, 3]
    assert day.outcome["pages_failed"] == len(FORBIDDEN)
    assert day.outcome["status"] == "published"


def test_every_page_was_asked_for_once_and_one_more_for_each_kill(day: Day) -> None:
    assert day.site.pages(0) == Counter(OLD)
    asked = day.site.pages(1)
    wanted = Counter([*OLD, *NEW, *TWINS, *FLAKY, BUSY])  # these three answered the second time
    assert asked.keys() == wanted.keys()
    more = asked - wanted
    assert wanted - asked == Counter()
    assert sum(more.values()) <= len(KILLS), more


def test_requests_keep_the_crawl_delay_and_what_the_server_asks_for(day: Day) -> None:
    log = day.site.log
    gaps = [(later.at - earlier.at, later.path) for earlier, later in pairwise(log)]
    assert min(gaps)[0] >= DELAY - 0.001, min(gaps)
    tries = [number for number, request in enumerate(log) if request.path == BUSY]
    assert gaps[tries[0]][0] >= 1.0


def test_every_page_is_archived_once(day: Day) -> None:
    kept = Counter(
        exchange.url.removeprefix(day.site.url)
        for _, exchange in Archive(day.home / "archive").records()
        if exchange.status == 200 and "/ur/" in exchange.url
    )
    wanted = Counter([*OLD, *UPDATED, *NEW, *TWINS])
    wanted -= Counter(FORBIDDEN)
    assert wanted - kept == Counter()
    assert sum((kept - wanted).values()) <= len(KILLS)


def test_what_is_published_is_what_the_site_has(day: Day, hadaf_on_server: Any) -> None:
    changes = rows(day, hadaf_on_server, "select change, count(*)::int as n from dim_article group by change")
    n_new = N_OLD + N_NEW + N_TWINS - len(FORBIDDEN)
    assert {row["change"]: row["n"] for row in changes} == {
        "first seen": n_new,
        "figures changed": N_UPDATED,
        "withdrawn": N_MISSING + N_GONE,
    }
    standing = rows(day, hadaf_on_server, "select count(distinct article_url)::int as n from figures")
    assert standing == [{"n": n_new - N_MISSING - N_GONE}]
    newest = rows(day, hadaf_on_server, f"select value from figures where article_url = '{day.site.url}{UPDATED[7]}'")
    assert [row["value"] for row in newest] == [18]


def test_the_next_run_asks_only_for_what_had_failed(day: Day, hadaf_on_server: Any) -> None:
    asked = len(day.site.log)
    done = hadaf_on_server("--home", day.home, "--json", "ingest")
    assert done.returncode == 3, done.stderr
    assert sorted(request.path for request in day.site.log[asked:] if request.is_page) == sorted(FORBIDDEN)
    assert json.loads(done.stdout)["status"] == "nothing new"
