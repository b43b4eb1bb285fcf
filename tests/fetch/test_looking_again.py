"""Pages that change without their index saying so, and servers whose validators are not to be trusted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse import pages
from warehouse.fetch import Archive, Harvest, Memory, harvest
from warehouse.fetch.revisit import FEWEST, REVISIT_SHARE, next_visit, shared_out
from warehouse.settings import Settings, Source

START = datetime.fromisoformat("2026-07-08T06:00:00")
TEXT = "صوبے نے اس سال {} کمیون میں نئے دیہی معیار پورے کیے ہیں اور آئندہ سال کا منصوبہ بھی بنا لیا ہے۔"


class Page:
    """A page as its server shows it: text, a counter that no reader sees, validators that may lie."""

    def __init__(self, text: str = TEXT.format(25)) -> None:
        self.text, self.counter, self.status = text, 0, 200
        self.etag: str | None = None
        self.always_304 = False
        self.asked_with: list[str | None] = []

    def __call__(self, handler: Any) -> None:
        condition = handler.headers.get("If-None-Match")
        self.asked_with.append(condition)
        same = condition is not None and (self.always_304 or condition == self.etag)
        page = (
            f'<html lang="ur"><title>صوبے میں ترقی</title><article><h1>صوبے میں ترقی</h1><p>{self.text}</p></article>'
        )
        body = b"" if same else f"{page}<!-- {self.counter} --></html>".encode()
        handler.send_response_only(304 if same else self.status)
        headers = {"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(body)), "Connection": "close"}
        for name, value in (headers | ({"ETag": self.etag} if self.etag else {})).items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(body)


class Silent:
    """A site whose sitemap never tells of a change."""

    def __init__(self, site: Any, root: Path) -> None:
        self.site = site
        self.pages: dict[str, Page] = {}
        self.memory, self.archive = Memory(), Archive(root)
        start = f"{site.url}/sitemap.xml"
        self.source = Source(name="silent", start=(start,), url_pattern="/ur/", allow_private=True, crawl_delay=0)

    def add(self, name: str) -> Page:
        self.pages[name] = page = Page()
        self.site.routes[f"/ur/{name}"] = page
        rows = "".join(f"<url><loc>{self.site.url}/ur/{name}</loc></url>" for name in self.pages)
        self.site.show("/sitemap.xml", f"<urlset>{rows}</urlset>")
        return page

    def run(self, days: float, **options: Any) -> Harvest:
        return harvest(
            self.source,
            since=date(2026, 7, 1),
            memory=self.memory,
            archive=self.archive,
            reader=pages,
            settings=Settings(sources=(self.source,)),
            now=START + timedelta(days=days),
            **options,
        )

    def outcomes(self, days: float, **options: Any) -> dict[str, str]:
        return {visit.url.rpartition("/")[2]: visit.outcome for visit in self.run(days, **options).visits}

    def days_of_looks(self, name: str, day: float = 0) -> list[float]:
        """Run whenever a page is due, from a day on, until it is due no more; give those days."""
        days = []
        while True:
            assert name in self.outcomes(day)
            days.append(day)
            due = self.memory.known[f"{self.site.url}/ur/{name}"]["next_visit_at"]
            if due is None:
                assert self.outcomes(day + 999) == {}
                return days
            day = max(day + 1, (due - START) / timedelta(days=1))  # a run a day


@pytest.fixture
def silent(site: Any, tmp_path: Path) -> Iterator[Silent]:
    return Silent(site, tmp_path)  # type: ignore[return-value]


def test_a_page_is_looked_at_again_at_growing_intervals(silent: Silent) -> None:
    silent.add("a")
    assert silent.days_of_looks("a") == [0, 1, 4, 11, 41]


def test_a_page_that_changed_is_looked_at_again_soon(silent: Silent) -> None:
    page = silent.add("a")
    silent.run(0)
    page.text = TEXT.format(26)
    assert silent.outcomes(1) == {"a": "changed"}
    assert silent.outcomes(1.2) == {}
    assert silent.outcomes(1.3) == {"a": "unchanged"}
    assert silent.days_of_looks("a", 4.3) == [4.3, 11.3, 41.3]


def test_other_bytes_with_the_same_text_are_no_change(silent: Silent) -> None:
    page = silent.add("a")
    silent.run(0)
    first = silent.memory.known[f"{silent.site.url}/ur/a"]["warc_offset"]
    page.counter += 1
    assert silent.outcomes(1) == {"a": "unchanged"}
    row = silent.memory.known[f"{silent.site.url}/ur/a"]
    assert row["warc_offset"] == first
    bodies = [exchange.body for _, exchange in silent.archive.records() if exchange.url.endswith("/ur/a")]
    assert len(bodies) == 2  # both are kept: they are different bytes
    page.counter, page.text = 2, TEXT.format(26)
    assert silent.outcomes(4) == {"a": "changed"}


def test_weak_etags_that_differ_from_node_to_node_are_no_change(silent: Silent) -> None:
    page = silent.add("a")
    page.etag = 'W/"node-1"'
    silent.run(0)
    page.etag = 'W/"node-2"'
    assert silent.outcomes(1) == {"a": "unchanged"}
    assert page.asked_with == [None, 'W/"node-1"']
    silent.outcomes(4)
    page.etag = 'W/"node-3"'
    assert silent.outcomes(11) == {"a": "unchanged"}
    assert page.asked_with[2:] == [None, 'W/"node-2"']


def test_every_third_visit_is_unconditional(silent: Silent) -> None:
    page = silent.add("a")
    page.etag, page.always_304 = '"1"', True
    silent.run(0)
    page.text = TEXT.format(26)
    assert silent.outcomes(1) == {"a": "unchanged"}  # the server lies, and nothing contradicts it
    assert silent.outcomes(4) == {"a": "changed"}
    assert page.asked_with == [None, '"1"', None]


def test_a_missing_page_is_asked_three_times_more_and_one_that_is_gone_never(silent: Silent) -> None:
    missing, gone = silent.add("missing"), silent.add("gone")
    missing.status, gone.status = 404, 410
    assert silent.days_of_looks("missing") == [0, 1, 8, 38]
    assert len(gone.asked_with) == 1


def test_a_page_that_comes_back_is_taken(silent: Silent) -> None:
    page = silent.add("a")
    page.status = 404
    silent.run(0)
    page.status = 200
    assert silent.outcomes(1) == {"a": "new"}


def test_a_failure_is_tried_again_and_given_up_in_the_end(silent: Silent) -> None:
    page = silent.add("a")
    page.status = 403
    assert silent.days_of_looks("a") == [0, 1, 2, 3, 6, 13, 43]


def test_looks_of_our_own_are_a_small_part_of_a_run(silent: Silent) -> None:
    for n in range(60):
        silent.add(f"old-{n}")
    silent.run(0)
    assert len(silent.outcomes(1)) == FEWEST
    for n in range(10):
        silent.add(f"new-{n}")
    done = silent.outcomes(1, limit=15)
    assert sum(name.startswith("new") for name in done) == 10
    assert len(done) == 15
    assert silent.run(1, until=date(2026, 7, 9)).visits == []  # history is not the time for it


@given(listed=st.integers(0, 10_000), again=st.integers(0, 10_000), cap=st.none() | st.integers(1, 5_000))
def test_a_run_is_shared_out_fairly(listed: int, again: int, cap: int | None) -> None:
    taken, own = shared_out(listed, again, cap)
    assert 0 <= taken <= listed
    assert 0 <= own <= again
    assert own <= max(FEWEST, REVISIT_SHARE * (taken + own))
    if cap is None:
        assert taken == listed
    else:
        assert taken + own <= cap
        assert taken >= min(listed, int(cap * (1 - REVISIT_SHARE)))


@given(
    outcomes=st.lists(st.sampled_from(["new", "changed", "unchanged", "gone", "failed", "refused"]), min_size=1),
    status=st.sampled_from([200, 304, 404, 410, 500, None]),
)
def test_no_page_is_looked_at_for_ever_without_a_change(outcomes: list[str], status: int | None) -> None:
    before: dict[str, Any] | None = None
    for outcome in outcomes:
        when, step = next_visit(outcome, status, before, START)
        assert when is None or when >= START
        before = {"outcome": outcome, "revisit_step": step}
    for _ in range(7):
        when, step = next_visit("unchanged", 200, before, START)
        before = {"outcome": "unchanged", "revisit_step": step}
    assert when is None
