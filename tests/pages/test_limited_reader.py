"""Pages read in a child: the same articles, and a page that takes too much is named while the next one is read."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from warehouse.errors import HadafError
from warehouse.newsroom import gold, serve
from warehouse.pages import Article, LimitedReader, Limits, PageRejected, page_outline, read_page

DAY = date(2026, 7, 8)
URL = "http://a.vn/ur/x"
TEXT = "ضلع سون ڈونگ میں گزشتہ برس دو ہزار گھر تعمیر کیے گئے اور غریب گھرانوں کی شرح 5.4 فیصد رہ گئی ہے۔"


def page(inside: str = "") -> bytes:
    head = "<title>سون ڈونگ میں گھر</title>"
    body = f"<article><h1>سون ڈونگ میں گھر</h1><p>{TEXT}</p>{inside}</article>"
    return f'<!DOCTYPE html><html lang="ur"><head>{head}</head><body>{body}</body></html>'.encode()


OPEN_TAGS = page("<b>" * 300_000)  # seconds of work and some 200 MB


def read(reader: LimitedReader, body: bytes) -> Article:
    return reader.read_page(body, url=URL, content_type="text/html", layout="generic", fetched_on=DAY)


def refused(reader: LimitedReader, body: bytes) -> PageRejected:
    with pytest.raises(PageRejected) as caught:
        read(reader, body)
    return caught.value


@pytest.fixture
def reader() -> Iterator[LimitedReader]:
    with LimitedReader() as opened:
        yield opened


def test_an_article_comes_out_of_the_child_as_it_was_read(reader: LimitedReader) -> None:
    with serve() as newsroom:
        pages = [(row["url"], newsroom.answer(row["url"])) for row in gold()]
    for layout in ("vietnam.vn", "generic"):
        for path, answer in pages:
            url = f"https://www.vietnam.vn{path}"
            asked = {"url": url, "content_type": answer.content_type, "layout": layout, "fetched_on": DAY}
            assert reader.read_page(answer.body, **asked) == read_page(answer.body, **asked)
    listing = b"<base href=/ur/><a href=one>1</a><a href='http://b.vn/two#x'>2</a>"
    outline = reader.page_outline(listing, url=URL)
    assert outline == page_outline(listing, url=URL)
    assert outline.links == ("http://a.vn/ur/one", "http://b.vn/two")


def test_what_is_no_article_keeps_its_reason_and_the_child_goes_on(reader: LimitedReader) -> None:
    assert refused(reader, b"<html><title>404</title></html>").reason == "soft_404"
    serving = reader.pid
    assert refused(reader, b"x" * 5_000_001).reason == "too_large"
    assert read(reader, page()).paragraphs == (TEXT,)
    assert reader.pid == serving


@pytest.mark.parametrize(
    ("limits", "reason", "said"),
    [
        (Limits(computing=0.3), "too slow", "0.3 s of computing"),
        (Limits(in_all=0.3), "too slow", "0.3 s in all"),
        (Limits(memory=30_000_000), "too much memory", "30 MB"),
    ],
    ids=["computing", "in all", "memory"],
)
def test_a_page_that_takes_too_much_is_named_and_the_next_one_is_read(limits: Limits, reason: str, said: str) -> None:
    with LimitedReader(limits) as reader:
        error = refused(reader, OPEN_TAGS)
        assert error.reason == reason
        assert said in error.detail
        assert reader.pid is None
        reader.limits = Limits()
        assert read(reader, page()).paragraphs == (TEXT,)


def test_a_page_that_leaves_much_behind_is_the_last_of_its_child() -> None:
    with LimitedReader(Limits(memory=40_000_000)) as reader:
        assert read(reader, page("<b>" * 20_000)).paragraphs == (TEXT,)
        assert reader.pid is None
        reader.limits = Limits()
        assert read(reader, page()).paragraphs == (TEXT,)
        assert reader.pid


def test_a_page_that_kills_the_child_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # with Python's own guard off, deeply nested JSON overflows the C stack
    (tmp_path / "sitecustomize.py").write_text("import sys\nsys.setrecursionlimit(10**8)\n", encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    deep = page(f'<script type="application/ld+json">{"[" * 2_000_000}</script>')
    with LimitedReader() as reader:
        error = refused(reader, deep)
        assert (error.reason, error.detail) == ("reader died", "SIGSEGV")
        assert read(reader, page()).paragraphs == (TEXT,)


def test_a_page_is_not_blamed_for_a_child_that_died_before_it(reader: LimitedReader) -> None:
    read(reader, page())
    first = reader.pid
    assert first
    os.kill(first, signal.SIGKILL)
    assert read(reader, page()).paragraphs == (TEXT,)
    assert reader.pid not in (None, first)


def test_a_reader_that_cannot_start_is_an_error_and_no_fault_of_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    # an interpreter that is sent to look for its library elsewhere ends before its first line
    monkeypatch.setenv("PYTHONHOME", "/nowhere")
    with LimitedReader() as reader, pytest.raises(HadafError, match="does not start: exit status 1"):
        read(reader, page())


PARENT = """
import os, signal
from datetime import date
from warehouse.pages import LimitedReader
reader = LimitedReader()
try:
    reader.read_page(b"<p>", url="http://a.vn/x", content_type=None, layout="generic", fetched_on=date(2026, 7, 8))
except Exception:
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_the_child_ends_when_its_parent_is_killed() -> None:
    # both write to this pipe: its end is the end of both
    done = subprocess.run([sys.executable, "-c", PARENT], stderr=subprocess.PIPE, check=False, timeout=120)
    assert (done.returncode, done.stderr) == (-signal.SIGKILL, b"")
