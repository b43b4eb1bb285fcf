"""What fetching remembers is the same in the database as in memory, from run to run and version to version."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from warehouse.db import visits
from warehouse.db.connect import open_work
from warehouse.db.migrate import _apply, migrate
from warehouse.db.statements import sql, statements
from warehouse.fetch import Memory, Visit
from warehouse.fetch.editions import LearnedForm, UrlForm
from warehouse.fetch.memory import RobotsCopy
from warehouse.pipeline.memory import StoredMemory

DAY = datetime.fromisoformat("2026-07-08T06:17:00")
KEPT = {"etag": '"1"', "digest": "d", "warc_file": "w", "warc_offset": 7, "warc_length": 9}


def page(name: str, outcome: str = "new", at: datetime = DAY, **more: Any) -> Visit:
    due = {"next_visit_at": at + timedelta(days=1)}
    return Visit("s", f"https://a.vn/ur/{name}", outcome, 200, at, **due | more)  # type: ignore[arg-type]


@pytest.fixture(params=["memory", "stored"])
def memory(request: Any, tmp_path: Path) -> Iterator[Memory]:
    if request.param == "memory":
        yield Memory()
        return
    with open_work(tmp_path / "work.duckdb") as con:
        migrate(con)
        yield StoredMemory(con, "s")


def test_the_last_visit_stands_and_the_first_is_remembered(memory: Memory) -> None:
    memory.remember(page("a", **KEPT))
    memory.remember(page("a", "unchanged", DAY + timedelta(days=1), revisit_step=1, **KEPT))
    known = memory.look_up(["https://a.vn/ur/a", "https://a.vn/ur/never"])
    assert list(known) == ["https://a.vn/ur/a"]
    row = known["https://a.vn/ur/a"]
    assert (row["outcome"], row["n_visits"], row["revisit_step"]) == ("unchanged", 2, 1)
    assert (row["first_seen_at"], row["fetched_at"]) == (DAY, DAY + timedelta(days=1))
    assert memory.look_up([]) == {}


def test_looks_are_due_in_order_of_need(memory: Memory) -> None:
    for name, outcome, day in (
        ("old", "new", 1),
        ("newer", "unchanged", 2),
        ("live", "changed", 0),
        ("ill", "failed", 0),
    ):
        memory.remember(page(name, outcome, DAY + timedelta(days=day)))
    memory.remember(page("never", next_visit_at=None))
    memory.remember(page("later", next_visit_at=DAY + timedelta(days=99)))
    now = DAY + timedelta(days=5)
    assert [row["url"].rpartition("/")[2] for row in memory.due(now, 9)] == ["ill", "live", "newer", "old"]
    assert len(memory.due(now, 2)) == 2
    assert memory.due(DAY, 9) == []


def test_what_is_listed_for_the_first_time_is_told_from_the_second_run_on(memory: Memory) -> None:
    assert list(memory.unlisted(["a", "b"])) == []
    memory.keep_listed(["a", "b"])
    memory.keep_listed(["b"])
    memory.remember(page("visited"))
    assert list(memory.unlisted(["b", "c", "https://a.vn/ur/visited"])) == ["c"]


def test_forms_and_robots_are_kept_whole(memory: Memory) -> None:
    assert memory.form() is None
    assert memory.robots("https://a.vn") is None
    learned = LearnedForm(UrlForm("https://a.vn/", "https://a.vn/ur/", 1), "page alternate", "https://a.vn/x", DAY)
    for form in (learned, replace(learned, verified_at=DAY, verified_url="https://a.vn/ur/x")):
        memory.keep_form(form)
        assert memory.form() == form
    for copy in (
        RobotsCopy("https://a.vn", DAY, 200, b"\xff User-agent: *"),
        RobotsCopy("https://a.vn", unreachable_since=DAY),
    ):
        memory.keep_robots(copy)
        assert memory.robots("https://a.vn") == copy


def test_what_was_not_read_is_read_by_the_next_run(tmp_path: Path) -> None:
    with open_work(tmp_path / "work.duckdb") as con:
        migrate(con)
        memory = StoredMemory(con, "s")
        memory.remember(page("a", **KEPT))
        memory.remember(page("b", **KEPT | {"warc_offset": 70}))
        memory.remember(page("b", "unchanged", DAY + timedelta(days=1), **KEPT | {"warc_offset": 70}))
        memory.remember(page("c", "gone"))
        rows = visits.unread(con, "s")
        assert [row["url"] for row in rows] == ["https://a.vn/ur/a", "https://a.vn/ur/b"]
        visits.mark_read(con, [row | {"rejected": None} for row in rows[:1]])
        assert [row["url"] for row in visits.unread(con, "s")] == ["https://a.vn/ur/b"]
        # a newer copy than the one that was read is still to be read
        memory.remember(page("b", "changed", DAY + timedelta(days=2), **KEPT | {"warc_offset": 700}))
        visits.mark_read(con, [rows[1] | {"rejected": None}])
        assert [row["warc_offset"] for row in visits.unread(con, "s")] == [700]
        visits.mark_read(
            con, [{"url": "https://a.vn/ur/b", "warc_file": "w", "warc_offset": 700, "rejected": "not_urdu"}]
        )
        assert visits.unread(con, "s") == []
        # a page in another language stays one: it is not looked at again by itself
        assert [row["url"] for row in memory.due(DAY + timedelta(days=99), 9)] == [
            "https://a.vn/ur/a",
            "https://a.vn/ur/c",
        ]


def test_an_old_home_takes_up_what_a_killed_run_had_not_read(tmp_path: Path) -> None:
    state = (
        "insert into core.url_state (url, source, outcome, n_visits, first_seen_at, fetched_at, body_fetched_at, "
        "warc_file) values (?, 's', ?, 1, ?, ?, ?, ?)"
    )
    with open_work(tmp_path / "work.duckdb") as con:
        con.execute(sql("load", "schema_migration"))
        for file in statements("migrations"):
            if file.name < "0040":
                _apply(con, file)
        con.execute(
            "insert into core.run (run_id, command, status, started_at, finished_at) "
            "values ('r', 'ingest', 'published', ?, ?)",
            [DAY, DAY],
        )
        for name, outcome, hours in (("read", "new", -1), ("unread", "changed", 1), ("ill", "failed", 1)):
            at = DAY + timedelta(hours=hours)
            con.execute(
                state,
                [name, outcome, at, at, at if outcome != "failed" else None, "w" if outcome != "failed" else None],
            )
        migrate(con)
        assert [row["url"] for row in visits.unread(con, "s")] == ["unread"]
        due: Callable[[int], list[str]] = lambda hours: [  # noqa: E731
            row["url"] for row in visits.due(con, "s", DAY + timedelta(hours=hours), 9)
        ]
        assert due(2) == ["ill"]
        assert due(30) == ["ill", "unread", "read"]
