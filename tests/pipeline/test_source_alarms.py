"""What nights at a real loopback source leave for its alarms: the counts, the file of the last run, the log."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import pytest

from warehouse.db.connect import open_work
from warehouse.errors import HadafError
from warehouse.home import Home
from warehouse.pipeline.doctor import examine
from warehouse.pipeline.gather import archived_pages, harvest_source
from warehouse.pipeline.health import read as last_health
from warehouse.pipeline.run import begin
from warehouse.pipeline.stages import conclude, find_figures, frame_of, judge, settle, store
from warehouse.pipeline.stages import read as read_pages
from warehouse.settings import Settings, Source

FILLER = "ضلع کے لوگوں نے اس پروگرام میں بھرپور حصہ لیا اور حکام نے ان کی کوششوں کو سراہا۔"


@pytest.fixture
def newspaper(small_site: Any) -> tuple[Source, dict[str, tuple[int, str, str]]]:
    start = f"{small_site.base}/sitemap.xml"
    return Source(name="paper", start=[start], crawl_delay=0, allow_private=True), small_site.pages


def sitemap(*paths: str) -> tuple[int, str, str]:
    urls = "".join(f"<url><loc>BASE{path}</loc></url>" for path in paths)
    return 200, "application/xml", f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'


def article(number: int, *, day: str = "2024-03-01") -> tuple[int, str, str]:
    text = f"2023 کے آخر تک ہا ٹین صوبے میں {number} کمیون نئے دیہی معیارات پر پورا اترتے ہیں۔"
    head = f'<title>نئے دیہی علاقے</title><meta property="article:published_time" content="{day}">'
    body = f"<article><h1>نئے دیہی علاقے</h1><p>{text}</p><p>{FILLER}</p></article>"
    return 200, "text/html; charset=utf-8", f'<html lang="ur"><head>{head}</head><body>{body}</body></html>'


def english() -> tuple[int, str, str]:
    said = "The province has completed the programme and the people of the district have taken part in it. " * 4
    return 200, "text/html; charset=utf-8", f"<html lang='en'><body><article><p>{said}</p></article></body></html>"


def night(home: Home, source: Source) -> Any:
    """Do what an ingest does up to its judgement."""
    with begin(home, Settings(source=[source]), command="ingest", sources=[source.name]) as run:
        reading = read_pages(run, harvest_source(run, source, since=None, until=None, limit=None))
        if reading.read:
            articles = frame_of(reading)
            store(run, articles, find_figures(run, articles))
        settle(run, reading)
        judge(run)
        return conclude(run)


def counts(home: Home) -> list[dict[str, Any]]:
    with open_work(home.work) as con:
        cursor = con.execute("from core.source_run order by began_at, run_id")
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def test_each_night_leaves_its_counts_and_alarms(
    newspaper: Any, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    source, pages = newspaper
    home = Home(tmp_path)
    good = {f"/ur/good-{n}": article(10 + n) for n in range(3)}
    pages |= good | {"/ur/late": article(20, day="2031-01-01"), "/ur/undated": article(21, day="")}
    pages |= {"/en": english(), "/ur/gone": (410, "text/plain", "gone"), "/sitemap.xml": sitemap()}
    pages["/sitemap.xml"] = sitemap(*good, "/ur/late", "/ur/undated", "/en", "/ur/gone")
    assert night(home, source).exit_code == 0
    health = last_health(home)
    assert health is not None
    assert (health["exit_code"], health["alarms"]) == (0, [])
    pages["/sitemap.xml"] = (403, "text/html", "forbidden")
    with pytest.raises(HadafError, match="no index could be read"), caplog.at_level(logging.WARNING):
        night(home, source)
    assert "paper: no index: http 403" in caplog.text
    # nothing was published, and yet the operator is told
    health = last_health(home)
    assert health is not None
    assert health["exit_code"] == 1
    assert [(alarm["source"], alarm["alarm"]) for alarm in health["alarms"]] == [("paper", "no index")]
    found = {finding.what: finding.found for finding in examine(home, Settings(source=[source]))}
    assert found["last run"].endswith("alarms: 1, see `hadaf status`")
    first, second = counts(home)
    assert first["rejected"] == {"not_urdu": 1}
    said = ("indexes_read", "pages_listed", "pages_new", "pages_gone", "pages_read", "figures_loaded")
    assert [first[name] for name in said] == [1, 7, 6, 1, 5, 5]
    # no day is believed that comes after the fetch
    assert (first["paragraphs"], first["undated"], first["problem"]) == (10, 2, None)
    assert [second[name] for name in said] == [0, 0, 0, 0, 0, 0]
    assert "403" in second["problem"]


def test_a_damaged_copy_is_never_parsed_and_is_fetched_again(newspaper: Any, tmp_path: Path) -> None:
    source, pages = newspaper
    home = Home(tmp_path)
    pages |= {"/ur/a": article(10), "/ur/b": article(20), "/sitemap.xml": sitemap("/ur/a", "/ur/b")}
    assert night(home, source).counts["pages_new"] == 2
    (day_file,) = home.archive.glob("*.warc.gz")
    with open_work(home.work) as con:
        (offset,) = con.execute("select warc_offset from core.url_state where url like '%/ur/b'").fetchall()[0]
    body = bytearray(day_file.read_bytes())
    body[offset + 200] ^= 0xFF
    day_file.write_bytes(body)
    with begin(home, Settings(source=[source]), command="reparse") as run:
        reading = read_pages(run, list(archived_pages(run, stale_only=False)))
        settle(run, reading)
        run.finish("nothing new", "read again")
    assert [(bad.page.url.rpartition("/")[2], bad.reason) for bad in reading.rejected] == [("b", "damaged copy")]
    # the index says nothing of it, and it is asked for all the same
    again = night(home, source)
    assert (again.counts["pages_new"], again.counts["articles_loaded"], again.counts["pages_failed"]) == (1, 1, 0)
    with open_work(home.work) as con:
        standing = con.execute("select outcome, digest is not null, unread from core.url_state order by url").fetchall()
    assert standing == [("new", True, False), ("new", True, False)]
