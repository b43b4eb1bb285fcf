"""`[archive] keep_days`: old days go, but never the copy that an article, a release or an address rests on."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path

import pytest

from warehouse.db import visits
from warehouse.db.load import withdraw
from warehouse.fetch import Archive, Exchange
from warehouse.home import Home
from warehouse.pipeline.gather import archived_pages
from warehouse.pipeline.retention import retain_archive
from warehouse.pipeline.run import Run, begin
from warehouse.pipeline.stages import find_figures, frame_of, publish_release, read, refresh_marts, store
from warehouse.settings import Settings

JANUARY, MARCH, MAY = "hadaf-2026-01-10.warc.gz", "hadaf-2026-03-10.warc.gz", "hadaf-2026-05-10.warc.gz"
FIRST, SECOND = "https://news.example/ur/nehar", "https://news.example/ur/pul"


def page(count: int) -> bytes:
    told = (
        f"ضلع میں اب تک {count} کمیون نئے دیہی معیارات پر پورا اترتے ہیں اور باقی کمیون سال کے آخر تک تیار ہوں گے۔",
        "کونسل کے چیئرمین نے بتایا کہ کسانوں نے سڑکوں کے لیے زمین دی اور گھروں کے سامنے درخت لگائے۔",
        "اگلے سال نہر کے کنارے بند باندھا جائے گا تاکہ بارش کے دنوں میں کھیت پانی میں نہ ڈوبیں۔",
    )
    body = "".join(f"<p>{line}</p>" for line in told)
    head = '<title>نئے دیہی کمیون</title><meta property="article:published_time" content="2026-01-09">'
    whole = f"<html><head>{head}</head><body><h1>نئے دیہی کمیون</h1><article>{body}</article></body></html>"
    return whole.encode()


def take_in(run: Run, url: str, day: str, count: int, outcome: str) -> None:
    """Archive a page as it was on a day, and read the newest copies of all pages, as a run does."""
    html = (("Content-Type", "text/html; charset=utf-8"),)
    seen = Exchange(url, 200, (), html, page(count), datetime.fromisoformat(f"{day}T06:00:00"))
    kept = Archive(run.home.archive).write(seen)
    place = {"warc_file": kept.file, "warc_offset": kept.offset, "warc_length": kept.length, "digest": kept.digest}
    visit = {"source": "s", "url": url, "outcome": outcome, "status": 200, "fetched_at": seen.fetched_at}
    with run.work() as con:
        visits.record(con, [visit | place])
    articles = frame_of(read(run, list(archived_pages(run, stale_only=False))))
    store(run, articles, find_figures(run, articles))


def gone(run: Run, url: str) -> None:
    at = datetime.fromisoformat("2026-06-01T06:00:00")
    with run.work() as con:
        visits.record(con, [{"source": "s", "url": url, "outcome": "gone", "status": 404, "fetched_at": at}])
        assert withdraw(con, [url], run_id=run.run_id, fetched_at=at) == 1


def publish(run: Run) -> None:
    refresh_marts(run)
    publish_release(run)


def settings(keep_days: int, releases: int = 1) -> Settings:
    return Settings.model_validate({"archive": {"keep_days": keep_days}, "release": {"keep": releases}})


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A home whose release shows two articles of January, one of which changed in March, unpublished."""
    home = Home(tmp_path_factory.mktemp("filled"))
    with begin(home, settings(0), command="ingest") as run:
        take_in(run, FIRST, "2026-01-10", 14, "new")
        take_in(run, SECOND, "2026-01-10", 9, "new")
        publish(run)
        take_in(run, FIRST, "2026-03-10", 17, "changed")
        run.finish("failed", "nothing published yet", 1)
    (home.archive / "CC-NEWS-20200101.warc.gz").write_bytes(b"somebody's own")
    return home


@pytest.fixture
def home(filled: Home, tmp_path: Path) -> Home:
    return Home(Path(shutil.copytree(filled.root, tmp_path / "home", symlinks=True)))


def left(home: Home) -> set[str]:
    return {file.name for file in home.archive.iterdir()} - {"CC-NEWS-20200101.warc.gz"}


def test_a_day_that_an_article_or_a_release_rests_on_stays(home: Home) -> None:
    with begin(home, settings(30, releases=2), command="ingest") as run:
        # the second page of January still stands
        publish(run)
        assert retain_archive(run) == []
        gone(run, SECOND)
        publish(run)
        # nothing current rests on it, but the release before can be rolled back to
        assert retain_archive(run) == []
        run.finish("published", "so far")
    assert left(home) == {JANUARY, MARCH}
    with begin(home, settings(30), command="ingest") as run:
        publish(run)
        assert retain_archive(run) == [JANUARY]
        assert len(list(archived_pages(run, stale_only=False))) == 1
        run.finish("published", "done")
    assert left(home) == {MARCH}
    assert (home.archive / "CC-NEWS-20200101.warc.gz").exists()


def test_within_its_days_and_without_the_setting_everything_stays(home: Home) -> None:
    for keep_days in (36_500, 0):
        with begin(home, settings(keep_days), command="ingest") as run:
            if keep_days:
                take_in(run, SECOND, "2026-05-10", 11, "changed")
                publish(run)
            assert retain_archive(run) == []
            run.finish("published", "done")
    assert left(home) == {JANUARY, MARCH, MAY}
