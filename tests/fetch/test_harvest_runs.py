from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from warehouse import pages
from warehouse.fetch import Archive, Harvest, Memory, Visit, harvest, ping
from warehouse.newsroom.server import Newsroom, serve
from warehouse.newsroom.site import GONE, INTERNAL, MOVED
from warehouse.settings import Settings, Source

RECENT = date(2026, 6, 30)


class Run:
    """One home: what is known, the archive, and a way to run again."""

    def __init__(self, base_url: str, root: Path, **source: Any) -> None:
        options: dict[str, Any] = {"start": (f"{base_url}/sitemap.xml",), "url_pattern": "/ur/[^/]+$", "crawl_delay": 0}
        self.source = Source(name="newsroom", allow_private=True, **options | source)
        self.settings = Settings(sources=(self.source,))
        self.memory = Memory()
        self.archive = Archive(root)

    @property
    def known(self) -> dict[str, dict[str, Any]]:
        return self.memory.known

    def __call__(self, since: date = RECENT, **options: Any) -> Harvest:
        return harvest(
            self.source,
            since=since,
            memory=self.memory,
            archive=self.archive,
            reader=pages,
            settings=self.settings,
            **options,
        )


@pytest.fixture
def newsroom() -> Iterator[Newsroom]:
    with serve() as opened:
        yield opened


def pages_asked(newsroom: Newsroom) -> list[str]:
    return [path for _, path, _ in newsroom.requests if "/ur/" in path]


def test_the_first_run_archives_everything_and_the_second_asks_for_no_page(newsroom: Newsroom, tmp_path: Path) -> None:
    run = Run(newsroom.base_url, tmp_path)
    told: list[tuple[int, int]] = []
    first = run(since=date(2023, 1, 1), progress=lambda done, of: told.append((done, of)))
    outcomes = {visit.url.removeprefix(newsroom.base_url): visit.outcome for visit in first.visits}
    assert first.problems == []
    assert first.discovered == len(first.visits) == len(told)
    assert outcomes.pop(GONE) == "gone"
    assert outcomes.pop(INTERNAL) == "refused"
    assert set(outcomes.values()) == {"new"}
    assert INTERNAL not in pages_asked(newsroom)
    for visit in first.visits:
        if visit.outcome == "new":
            assert visit.etag
            assert visit.lastmod
    assert len([1 for _, read in run.archive.records() if read.status == 200]) == len(outcomes)
    moved = next(visit for visit in first.visits if visit.url.endswith(MOVED))
    assert moved.final_url
    assert moved.final_url != moved.url
    before = len(pages_asked(newsroom))
    again = run(since=date(2023, 1, 1))
    assert (again.visits, again.problems) == ([], [])
    assert again.discovered == first.discovered
    assert len(pages_asked(newsroom)) == before


def test_a_run_that_dies_goes_on_where_it_was(newsroom: Newsroom, tmp_path: Path) -> None:
    run = Run(newsroom.base_url, tmp_path)

    class Mortal(Memory):
        def remember(self, visit: Visit) -> None:
            super().remember(visit)
            if len(self.known) == 7:
                raise KeyboardInterrupt

    run.memory = Mortal()
    with pytest.raises(KeyboardInterrupt):
        run()
    run()
    asked = [path for path in pages_asked(newsroom) if path != run.known[newsroom.base_url + MOVED]["final_url"]]
    singles = [path for path in asked if asked.count(path) == 1]
    assert set(asked) - set(singles) <= {
        str(run.known[newsroom.base_url + MOVED]["final_url"]).removeprefix(newsroom.base_url)
    }
    assert not [visit for visit in run.known.values() if visit["outcome"] == "failed"]


def test_the_second_edition_brings_only_what_moved(newsroom: Newsroom, tmp_path: Path) -> None:
    run = Run(newsroom.base_url, tmp_path)
    run()
    newsroom.turn_to(2)
    second = run()
    kinds = {visit.outcome for visit in second.visits}
    assert {"new", "changed"} <= kinds
    assert "failed" not in kinds
    for visit in second.visits:
        if visit.outcome == "changed":
            assert visit.warc_offset is not None
        if visit.outcome == "unchanged":
            assert visit.warc_file  # still where the first visit kept it
    assert run().visits == []


def test_limits_leave_the_rest_for_the_next_run(newsroom: Newsroom, tmp_path: Path) -> None:
    run = Run(newsroom.base_url, tmp_path, max_pages=5)
    first = run(limit=3)
    assert len(first.visits) == 3
    assert first.left == first.discovered - 3
    assert len(run(limit=50).visits) == 5


def listed(site: Any, *pages: tuple[str, str]) -> None:
    rows = "".join(f"<url><loc>{site.url}{path}</loc><lastmod>{stamp}</lastmod></url>" for path, stamp in pages)
    site.show("/sitemap.xml", f"<urlset>{rows}</urlset>")


class Page:
    """A page of a site that may lie about its validators."""

    def __init__(self, site: Any, path: str) -> None:
        self.body, self.etag, self.lies = b"one", '"1"', False
        self.asked_with: list[str | None] = []
        site.routes[path] = self

    def __call__(self, handler: Any) -> None:
        condition = handler.headers.get("If-None-Match")
        self.asked_with.append(condition)
        same = condition is not None and (self.lies or condition == self.etag)
        handler.send_response_only(304 if same else 200)
        handler.send_header("ETag", self.etag)
        handler.send_header("Connection", "close")
        handler.end_headers()
        handler.wfile.write(b"" if same else self.body)


def test_a_304_against_the_sitemap_is_not_believed(site: Any, tmp_path: Path) -> None:
    page = Page(site, "/ur/a")
    listed(site, ("/ur/a", "2026-07-01"))
    run = Run(site.url, tmp_path)
    assert [visit.outcome for visit in run().visits] == ["new"]
    page.body, page.lies = b"two", True
    listed(site, ("/ur/a", "2026-07-02"))
    (visit,) = run().visits
    assert (visit.outcome, page.asked_with) == ("changed", [None, '"1"', None])
    listed(site, ("/ur/a", "2026-07-03"))
    (visit,) = run().visits
    assert visit.outcome == "unchanged"  # asked again without conditions: the same bytes
    assert run.archive.read(record_of(run.known[f"{site.url}/ur/a"])).body == b"two"
    assert run().visits == []


def record_of(row: dict[str, Any]) -> Any:
    from warehouse.fetch import Record

    return Record(row["warc_file"], row["warc_offset"], row["warc_length"], row["digest"])


def test_failures_are_named_and_tried_again_and_tombstones_are_not(site: Any, tmp_path: Path) -> None:
    listed(site, ("/ur/gone", "2026-07-01"), ("/ur/shut", "2026-07-01"), ("/ur/huge", "2026-07-01"))

    def huge(handler: Any) -> None:
        handler.send_response_only(200)
        handler.send_header("Content-Length", "999999999")
        handler.send_header("Connection", "close")
        handler.end_headers()

    def shut(handler: Any) -> None:
        handler.send_response_only(403)
        handler.send_header("Content-Length", "0")
        handler.send_header("Connection", "close")
        handler.end_headers()

    site.routes["/ur/huge"], site.routes["/ur/shut"] = huge, shut
    run = Run(site.url, tmp_path)
    found = {visit.url.rpartition("/")[2]: (visit.outcome, visit.status) for visit in run().visits}
    assert found == {"gone": ("gone", 404), "shut": ("failed", 403), "huge": ("failed", None)}
    assert run.known[f"{site.url}/ur/shut"]["error"] == "http 403"
    assert str(run.known[f"{site.url}/ur/huge"]["error"]).startswith("too large")
    assert sorted(visit.url.rpartition("/")[2] for visit in run().visits) == ["huge", "shut"]


def test_an_unreadable_index_is_a_problem_not_an_empty_day(site: Any, tmp_path: Path) -> None:
    found = Run(site.url, tmp_path)()
    assert (found.visits, found.discovered, found.indexes_read) == ([], 0, 0)
    assert found.problems[0].startswith("http 404")


def test_what_is_listed_for_the_first_time_is_news_whatever_its_date(site: Any, tmp_path: Path) -> None:
    run = Run(site.url, tmp_path)
    for name in ("new", "old", "misdated"):
        Page(site, f"/ur/{name}")
    listed(site, ("/ur/new", "2026-07-01"), ("/ur/old", "2019-01-01"))
    assert [visit.url.rpartition("/")[2] for visit in run().visits] == ["new"]
    listed(site, ("/ur/new", "2026-07-01"), ("/ur/old", "2019-01-01"), ("/ur/misdated", "1970-01-01"))
    done = run()
    assert [visit.url.rpartition("/")[2] for visit in done.visits] == ["misdated"]
    assert done.notes == ["1 addresses dated before 2026-06-30 are listed for the first time: taken"]
    assert run().visits == []
    stock = [(f"/ur/stock-{n}", f"2018-01-{n % 28 + 1:02d}") for n in range(501)]
    listed(site, ("/ur/new", "2026-07-01"), *stock)
    done = run()
    assert (done.visits, done.notes[0].endswith("an old stock, left")) == ([], True)
    assert run().notes == []


def test_a_site_that_wants_to_be_left_alone_stops_the_run(site: Any, tmp_path: Path) -> None:
    listed(site, ("/ur/a", "2026-07-02"), ("/ur/b", "2026-07-01"))

    def busy(handler: Any) -> None:
        handler.send_response_only(503)
        for name, value in (("Content-Length", "0"), ("Retry-After", "3000"), ("Connection", "close")):
            handler.send_header(name, value)
        handler.end_headers()

    site.routes["/ur/a"] = busy
    found = Run(site.url, tmp_path)()
    assert found.visits == []
    assert found.left == 2
    assert found.problems[0].startswith("stopped: asked to wait")
    assert site.asked.count("/ur/b") == 0


def test_ping_tells_and_never_raises(site: Any, caplog: pytest.LogCaptureFixture) -> None:
    site.routes["/s3cr3t/start"] = lambda handler: (handler.send_response_only(200), handler.end_headers())
    assert ping(f"{site.url}/s3cr3t/", "start")
    assert site.asked == ["/s3cr3t/start"]
    assert not ping(f"{site.url}/s3cr3t", "fail")
    assert not ping(None, "success")
    assert not ping("not a url", "success")
    assert "s3cr3t" not in caplog.text
