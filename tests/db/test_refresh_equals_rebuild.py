"""Whatever came in, in whatever order and batches, and whatever left again: a refresh of the touched keys leaves the
rows that a rebuild from nothing makes, and the order leaves no trace."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import textwrap
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from warehouse.db.check import run_checks
from warehouse.db.connect import open_work
from warehouse.db.load import load, withdraw
from warehouse.db.refresh import refresh
from warehouse.figures.schemas import SIGNATURES

KEPT = ("main.observations", "main.observations_2025", "core.target", "core.candidate", "core.story", "core.likeness")
JUDGED = (
    *("main.targets_vs_achievements", "main.targets_vs_achievements_2025", "main.conflicts", "main.league_table"),
    *("main.observations", "main.near_duplicates"),
)
GONE = datetime.fromisoformat("2026-11-01")
Row = dict[str, Any]

# few keys, so that rows meet: places that merged, stayed alone, were divided, lie in one another
PLACES = ("VN", "OLD-A", "OLD-B", "OLD-C", "OLD-A1", "OLD-A2", "OLD-A11", "NEW-A", "NEW-C", "NEW-A1")
MEASURES = (
    ("ocop.products", "count", "stock"),
    ("ocop.products", "count", "flow"),
    ("nrd.communes_standard", "count", "stock"),
    ("nrd.communes_standard", "percent", "stock"),
    ("nrd.communes_advanced", "percent", "stock"),
    ("poverty.rate", "percent", "stock"),
    ("poverty.rate", "percentage_point", "flow"),
    ("capital.planned", "VND", "flow"),
    ("capital.disbursed", "VND", "stock"),
    ("capital.disbursement_rate", "percent", "stock"),
)
ENDS = (date(2023, 12, 31), date(2024, 6, 30), date(2024, 12, 31), date(2025, 6, 30), date(2025, 9, 30))


@st.composite
def figure(draw: st.DrawFn) -> Row:
    indicator, unit, basis = draw(st.sampled_from(MEASURES))
    end = draw(st.sampled_from(ENDS))
    role = draw(st.sampled_from(("target", "achievement", "achievement", "attainment", "change", "context")))
    whole = draw(st.sampled_from((None, None, 20.0, 24.0))) if unit == "count" and basis == "stock" else None
    return {
        "role": role,
        "indicator": indicator,
        "unit": "percent" if role == "attainment" else unit,
        "basis": None if role in ("change", "context") else basis,
        "period_start": date(end.year, 1, 1) if basis == "flow" else None,
        "period_end": end,
        "place_id": draw(st.sampled_from(PLACES)),
        "value": float(draw(st.integers(1, 12))),
        "out_of": whole,
        "confidence": draw(st.sampled_from((0.4, 0.9))),
    }


# wordings that are like their neighbours and no other (30 of 50 shingles), so that stories are chains that come and go
WORDINGS = [{"shingles": list(range(10 * at, 10 * at + 40)), "bands": [at, at + 1]} for at in range(3)]
NUMBERS = (["7"], ["7"], ["7", "8"], ["8"], [])
Signature = dict[str, Any]


@st.composite
def article(draw: st.DrawFn) -> tuple[str, str, date, list[Row], Signature | None]:
    key = f"a{draw(st.integers(0, 5))}"
    wording = draw(st.sampled_from((None, *WORDINGS)))
    published = date(2024, 1, 1) + timedelta(days=draw(st.integers(0, 4 if wording else 700)))
    source, figures = draw(st.sampled_from(("A", "B"))), draw(st.lists(figure(), max_size=5))
    return key, source, published, figures, wording and {**wording, "numbers": draw(st.sampled_from(NUMBERS))}


# a batch is some articles, new or known by their key, or the withdrawal of one
batches = st.lists(
    st.one_of(st.lists(article(), min_size=1, max_size=4, unique_by=lambda one: one[0]), st.integers(0, 5)),
    min_size=1,
    max_size=5,
)


def put(con: duckdb.DuckDBPyConnection, articles: Any, make_frames: Callable[..., Any], blank: Row) -> None:
    if isinstance(articles, int):
        withdraw(con, [f"https://news.example/a{articles}"], run_id="r", fetched_at=GONE)
        return
    rows = [
        blank
        | row
        | {"article": key, "source": source, "published": published, "text": f"{row['value']:g} in {number}"}
        for key, source, published, figures, _ in articles
        for number, row in enumerate(figures)
    ]
    frames = make_frames(rows)
    signed = [{"article_id": one[0], **one[4]} for one in articles if one[4]]
    signatures = pl.DataFrame(signed, schema=SIGNATURES)
    loaded = load(con, **frames, signatures=signatures, run_id="r", extractor_version="v")
    assert loaded.failed == ()


def content(con: duckdb.DuckDBPyConnection, names: tuple[str, ...]) -> dict[str, list[Any]]:
    return {name: con.execute(f"from {name} order by all").fetchall() for name in names}


def told(role: str, place: str, value: float, end: date) -> Row:
    return {
        **{"role": role, "indicator": "ocop.products", "unit": "count", "basis": "stock", "period_start": None},
        **{"period_end": end, "place_id": place, "value": value, "out_of": None, "confidence": 0.9},
    }


def one_by_one(*rows: Row) -> list[Any]:
    """Make a batch of each row: an article of its own."""
    return [[(f"a{number}", "A", date(2024, 9, 1), [row], None)] for number, row in enumerate(rows)]


# a sum is there once its last part is told, and gone with any part: too rare a meeting for drawn rows
LAST_PART = one_by_one(
    told("target", "VN", 30, ENDS[2]), *(told("achievement", f"OLD-{name}", 10, ENDS[1]) for name in "ABC")
)


# a sum has the number that its place's own observation of the same series has: what touches the one leaves the other
OWN_AND_SUM = one_by_one(
    told("target", "VN", 30, ENDS[2]), told("achievement", "VN", 20, ENDS[1]), told("achievement", "OLD-A", 10, ENDS[1])
)

# targets of two old units are one in today's boundaries; with one of them gone the other stands for itself again
ROLLED_UP = one_by_one(
    told("achievement", "OLD-A", 3, ENDS[1]),
    *(told("target", f"OLD-{name}", 30, ENDS[2]) for name in "AB"),
)


@example(steps=LAST_PART)
@example(steps=[*LAST_PART, 2])
@example(steps=OWN_AND_SUM)
@example(steps=[*ROLLED_UP, 2])
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=batches)
def test_a_refresh_equals_a_rebuild(
    steps: list[Any],
    empty_warehouse: Path,
    tmp_path_factory: Any,
    frames: Callable[..., Any],
    figure_rows: Callable[..., Any],
) -> None:
    blank = figure_rows("2024-01-10 | target | 1 | count | stock |  | 2024-12-31 |")[0]
    folder = tmp_path_factory.mktemp("refresh")
    last: dict[str, Any] = {}
    with open_work(Path(shutil.copyfile(empty_warehouse, folder / "stepwise.duckdb"))) as con:
        for step in steps:
            put(con, step, frames, blank)
            refresh(con)
            if isinstance(step, int):
                last.pop(f"a{step}", None)
            else:
                # an article without a figure has no row to be loaded from: what it said before stands
                last |= {one[0]: one for one in step if one[3]}
        stepwise = content(con, KEPT + JUDGED)
        refresh(con, None, part=2)
        assert content(con, KEPT) == {name: stepwise[name] for name in KEPT}
    with open_work(Path(shutil.copyfile(empty_warehouse, folder / "at_once.duckdb"))) as con:
        if last:
            put(con, list(reversed(last.values())), frames, blank)
        refresh(con)
        assert content(con, JUDGED) == {name: stepwise[name] for name in JUDGED}
    shutil.rmtree(folder)


def test_a_rebuild_that_was_killed_goes_on_where_it_was(
    work: Path, frames: Callable[..., Any], figure_rows: Callable[[str], list[Row]]
) -> None:
    table = """
    2024-01-10 | target      | 30 | count   | stock | | 2024-12-31 |
    2024-12-31 | achievement | 20 | count   | stock | | 2024-12-31 |
    2024-01-10 | target      | 4  | percent | stock | | 2024-12-31 | indicator=poverty.rate
    2024-12-30 | achievement | 3  | percent | stock | | 2024-12-30 | indicator=poverty.rate
    """
    with open_work(work) as con:
        load(con, **frames(figure_rows(table)), run_id="r", extractor_version="v")
        refresh(con)
        whole = content(con, KEPT)
    program = textwrap.dedent("""
        import os, sys
        from pathlib import Path
        from warehouse.db import refresh
        from warehouse.db.connect import open_work

        def watch(frame, event, argument):
            # of two topics the first is done
            if event == "call" and frame.f_code is refresh._refresh_part.__code__ and refreshed(con) == 2:
                os.kill(os.getpid(), 9)

        def refreshed(con):
            return con.execute("select count(*) from core.observation").fetchall()[0][0]

        with open_work(Path(sys.argv[1])) as con:
            sys.setprofile(watch)
            refresh.refresh(con, None, part=1)
    """)
    killed = subprocess.run([sys.executable, "-c", program, str(work)], check=False)
    assert killed.returncode == -signal.SIGKILL
    with open_work(work) as con:
        assert con.execute("select count(*) from core.observation").fetchall() == [(2,)]
        refused = next(check for check in run_checks(con) if check.name == "refresh_is_complete")
        assert (refused.severity, refused.passed) == ("fail", False)
        assert refresh(con) == 2
        assert content(con, KEPT) == whole


def test_each_way_to_meet_is_refreshed_as_it_is_rebuilt(
    work: Path, frames: Callable[..., Any], figure_rows: Callable[[str], list[Row]]
) -> None:
    table = """
    2023-12-31 | achievement | 6    | percent | stock |            | 2023-12-31 | indicator=poverty.rate
    2024-01-10 | target      | 4    | percent | stock |            | 2024-12-31 | indicator=poverty.rate
    2024-12-30 | achievement | 3    | percent | stock |            | 2024-12-30 | indicator=poverty.rate
    2024-01-10 | target      | 30   | count   | stock |            | 2024-12-31 |
    2024-12-31 | achievement | 20   | count   | stock |            | 2024-12-31 | place_id=OLD-A1
    2024-12-31 | achievement | 12   | count   | stock |            | 2024-12-31 | place_id=OLD-A2
    2024-01-10 | target      | 40   | count   | stock |            | 2025-12-31 | place_id=OLD-B
    2025-12-31 | achievement | 90   | count   | stock |            | 2025-12-31 | place_id=NEW-A
    2024-01-10 | target      | 60   | count   | stock |            | 2025-12-31 |
    2024-01-10 | target      | 1000 | VND     | flow  | 2024-01-01 | 2024-12-31 | indicator=capital.planned
    2024-09-30 | achievement | 600  | VND     | stock |            | 2024-09-30 | indicator=capital.disbursed
    2024-09-30 | attainment  | 60   | percent | stock |            | 2024-09-30 | indicator=capital.disbursement_rate
    2023-11-01 | achievement | 12 | count | stock | | 2023-11-01 | out_of=20 indicator=nrd.communes_standard
    2024-01-01 | target      | 20   | percent | stock |            | 2024-12-31 | indicator=nrd.communes_advanced
    2024-11-01 | achievement | 5    | count   | stock |            | 2024-11-01 | indicator=nrd.communes_advanced
    """
    rows = [row | {"article": f"a{number}"} for number, row in enumerate(figure_rows(table))]
    with open_work(work) as con:
        # one article at a time, in an order that brings results before and after their targets; then changes
        for batch in [*([row] for row in rows[::-1]), [rows[2] | {"value": 5.0}], [rows[12] | {"out_of": 24.0}]]:
            load(con, **frames(batch), run_id="r", extractor_version="v")
            refresh(con)
            stepwise = content(con, KEPT)
            assert refresh(con, None, part=4) > 0
            assert content(con, KEPT) == stepwise
        withdraw(con, ["https://news.example/a4"], run_id="r", fetched_at=GONE)
        refresh(con)
        stepwise = content(con, KEPT)
        refresh(con, None)
        assert content(con, KEPT) == stepwise
