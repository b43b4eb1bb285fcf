"""What makes a source give alarm: its own history, one harvest a row."""

from __future__ import annotations

import shutil
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from warehouse.db.check import run_checks
from warehouse.db.connect import open_work
from warehouse.db.runs import SOURCE_COUNTS, alarms, count_sources, start_run

FIRST = datetime.fromisoformat("2026-01-01T06:00")


def harvest(new: int = 10, **more: Any) -> dict[str, Any]:
    """Make a harvest in which `new` pages came, each an article of 12 paragraphs and 6 figures but for what is said."""
    read = more.pop("read", new)
    rejected = more.pop("rejected", {})
    return {
        **dict.fromkeys(SOURCE_COUNTS, 0),
        "indexes_read": 1,
        "problem": None,
        "pages_listed": 30,
        "pages_new": new,
        "pages_read": read,
        "paragraphs": 12 * read,
        "figures_loaded": 6 * read,
        "rejected_reasons": list(rejected),
        "rejected_counts": list(rejected.values()),
        **more,
    }


USUAL = [harvest()] * 10
WEEKS = [harvest(new=0 if night % 7 in (5, 6) else 10) for night in range(28)]
NOTHING = harvest(new=0)
REPARSE = harvest(new=0, read=40, figures_loaded=0, indexes_read=None)

CASES = {
    "nothing to say": (USUAL, []),
    "one quiet night": ([*USUAL, NOTHING], []),
    "four quiet nights": ([*USUAL, *[NOTHING] * 4], ["nothing new"]),
    "a weekend, as ever": ([*WEEKS, harvest(), *[NOTHING] * 2], []),
    "longer than any weekend": ([*WEEKS, harvest(), *[NOTHING] * 4], ["nothing new"]),
    "too young for a habit": ([harvest(), *[NOTHING] * 9], []),
    "never anything": ([NOTHING] * 3, ["nothing new"]),
    "refused": ([*USUAL, harvest(0, indexes_read=0, problem="http 403")], ["no index"]),
    "mended since": ([*USUAL, harvest(0, indexes_read=0, problem="http 403"), harvest()], []),
    "one index of two": ([*USUAL, harvest(problem="lists nothing")], ["part of an index"]),
    "figures fall": ([*USUAL, *[harvest(figures_loaded=10)] * 2], ["fewer figures an article"]),
    "one poor night is none": ([*USUAL, harvest(figures_loaded=10)], []),
    "figures rise": ([*USUAL, *[harvest(figures_loaded=300)] * 2], ["more figures an article"]),
    "bodies cut short": ([*USUAL, *[harvest(paragraphs=30)] * 2], ["fewer paragraphs an article"]),
    "furniture read as text": ([*USUAL, *[harvest(paragraphs=400)] * 2], ["more paragraphs an article"]),
    "another language": (
        [*USUAL, *[harvest(read=4, rejected={"not_urdu": 6})] * 2],
        ["a greater share in another language"],
    ),
    "pages that cannot be read": (
        [*USUAL, *[harvest(read=5, rejected={"empty": 3, "consent": 2})] * 2],
        ["a greater share that is no article"],
    ),
    "pages that are gone": ([*USUAL, *[harvest(read=5, rejected={"soft_404": 15})] * 4], []),
    "always so many": ([harvest(read=5, rejected={"not_urdu": 5})] * 10, []),
    "dates are lost": ([*USUAL, *[harvest(undated=8)] * 2], ["a greater share without a date"]),
    "the net catches them": ([*USUAL, *[harvest(by_net=9)] * 2], ["a greater share of bodies found by the net"]),
    "a reparse is no night": ([*USUAL, REPARSE], []),
}


@pytest.fixture(scope="module")
def watched(empty_warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Store every case's harvests, a day apart and all ending today, as those of a source of its name."""
    path = Path(shutil.copyfile(empty_warehouse, tmp_path_factory.mktemp("alarms") / "work.duckdb"))
    longest = max(len(history) for history, _ in CASES.values())
    with open_work(path) as con:
        for night in range(longest):
            run_id = start_run(con, command="ingest")
            con.execute("update core.run set started_at = ? where run_id = ?", [FIRST + timedelta(days=night), run_id])
            rows = [
                history[night - (longest - len(history))] | {"source": name}
                for name, (history, _) in CASES.items()
                if night >= longest - len(history)
            ]
            count_sources(con, run_id, rows)
    return path


@pytest.mark.parametrize("name", CASES)
def test_a_source_gives_alarm(name: str, watched: Path) -> None:
    with open_work(watched) as con:
        found = [row["alarm"] for row in alarms(con) if row["source"] == name]
        health = con.execute("select alarms, pages_new from source_health where source = ?", [name]).fetchall()
    history, expected = CASES[name]
    assert found == expected
    asked = [one for one in history if one["indexes_read"] is not None]
    assert health == [(expected, asked[-1]["pages_new"])]


def test_alarms_are_warnings_of_the_checks(watched: Path) -> None:
    with open_work(watched) as con:
        found = {result.name: result for result in run_checks(con) if result.name.startswith("sources_")}
    rows = {name: result.rows for name, result in found.items() if result.severity == "warn"}
    assert rows == {"sources_without_index": 2, "sources_gone_silent": 3, "sources_that_drift": 8}


def test_a_source_that_is_asked_no_more_is_forgotten_after_a_month(work: Path) -> None:
    with open_work(work) as con:
        for days, source in ((0, "left"), (31, "stays")):
            run_id = start_run(con, command="ingest")
            con.execute("update core.run set started_at = ? where run_id = ?", [FIRST + timedelta(days=days), run_id])
            count_sources(con, run_id, [harvest(indexes_read=0, problem="http 403") | {"source": source}])
        assert [row["source"] for row in alarms(con)] == ["stays"]


def test_the_last_good_run_is_named(work: Path) -> None:
    with open_work(work) as con:
        for night, one in enumerate((harvest(), harvest(pages_failed=1), harvest(problem="http 500"))):
            run_id = start_run(con, command="ingest", run_id=f"run-{night}")
            con.execute("update core.run set started_at = ? where run_id = ?", [FIRST + timedelta(days=night), run_id])
            count_sources(con, run_id, [one | {"source": "paper"}])
        health = con.execute("select last_run, last_good_run, last_new_at from source_health").fetchall()
    assert health == [("run-2", "run-0", FIRST + timedelta(days=2))]
