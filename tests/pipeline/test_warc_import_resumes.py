"""An import of WARC files that is killed and begun again: nothing is lost, nothing is stored twice."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections import Counter
from io import BytesIO
from pathlib import Path

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from warehouse.db.connect import open_work
from warehouse.fetch import Archive

PAGES = 60
# the import as the flow runs it, without Prefect; it kills itself after so many batches of twenty, at the stage named
IMPORT = """
import os, signal, sys
from pathlib import Path
from warehouse.pipeline import stages
from warehouse.pipeline.importing import imported_pages
from warehouse.pipeline.run import begin
from warehouse.home import Home
from warehouse.settings import Settings

home, file, batches, stage = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
with begin(Home(home), Settings(), command="backfill") as run:
    for number, batch in enumerate(stages.batches(imported_pages(run, [file], None), 20), start=1):
        def die(at):
            if number == batches and at == stage:
                os.kill(os.getpid(), signal.SIGKILL)
        die("copied")
        reading = stages.read(run, batch)
        articles = stages.frame_of(reading)
        stages.store(run, articles, stages.find_figures(run, articles))
        die("stored")
        stages.settle(run, reading)
        die("settled")
    run.finish("nothing new", "done")
"""


def crawl(path: Path) -> Path:
    out = BytesIO()
    writer = WARCWriter(out, gzip=True)
    for number in range(PAGES):
        text = f"2023 کے آخر تک ہا ٹین صوبے میں {number + 10} کمیون نئے دیہی معیارات پر پورا اترتے ہیں۔"
        more = "ضلع کے لوگوں نے اس پروگرام میں بھرپور حصہ لیا اور حکام نے ان کی کوششوں کو سراہا۔"
        page = f"<article><h1>نئے دیہی علاقے</h1><p>{text}</p><p>{more}</p></article>"
        http = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
        record = writer.create_warc_record(
            f"https://news.example/{number}",
            "response",
            BytesIO(f'<html lang="ur"><title>خبر</title>{page}</html>'.encode()),
            http_headers=http,
            warc_headers_dict={"WARC-Date": f"2026-03-01T05:00:{number:02d}Z"},
        )
        writer.write_record(record)
    path.write_bytes(out.getvalue())
    return path


def run_import(home: Path, file: Path, batches: int = 0, stage: str = "") -> int:
    command = [sys.executable, "-c", IMPORT, str(home), str(file), str(batches), stage]
    return subprocess.run(command, check=False, capture_output=True, timeout=300).returncode


def test_an_import_that_is_killed_three_times_is_taken_up(tmp_path: Path) -> None:
    file = crawl(tmp_path / "CC-NEWS.warc.gz")
    home = tmp_path / "home"
    for batches, stage in ((1, "copied"), (2, "stored"), (1, "settled")):
        assert run_import(home, file, batches, stage) == -signal.SIGKILL
    assert run_import(home, file) == 0
    with open_work(home / "work.duckdb") as con:
        stored = con.execute("select article_url, version from core.article order by all").fetchall()
        assert con.execute("select count(*) from core.article_version").fetchall() == [(PAGES,)]
        assert con.execute("select count(*), count(distinct article_url) from core.mention").fetchall()[0][1] == PAGES
        assert con.execute("select count(*) from core.url_state where unread").fetchall() == [(0,)]
    assert stored == sorted((f"https://news.example/{number}", 1) for number in range(PAGES))
    kept = Counter(exchange.url for _, exchange in Archive(home / "archive").records())
    assert len(kept) == PAGES
    assert set(kept.values()) == {1}
