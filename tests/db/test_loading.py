"""Loading: one article is one transaction; versions, corrections, withdrawals."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from warehouse.db import corrections
from warehouse.db.connect import open_work
from warehouse.db.load import load, withdraw
from warehouse.db.refresh import refresh
from warehouse.errors import HadafError, UsageError
from warehouse.figures.schemas import ARTICLES, FIGURES, MILESTONES, QUARANTINE

URL = "https://news.example/a"


def article(paragraphs: list[str], **more: Any) -> pl.DataFrame:
    row = {"article_id": "a", "url": URL, "title": "T", "source": "S", "published": date(2024, 1, 1), **more}
    return pl.DataFrame([{**row, "paragraphs": paragraphs}], schema=ARTICLES)


def figures(*spans: tuple[int, int, int, str]) -> pl.DataFrame:
    said = {"unit": "count", "role": "achievement", "comparator": "eq", "confidence": 0.9, "place_id": "OLD-A"}
    rows = [
        {**dict.fromkeys(FIGURES), **said, "article_id": "a", "p": p, "char_start": start, "char_end": end}
        | {"mention": mention, "value": float(mention), "indicator": "ocop.products"}
        for p, start, end, mention in spans
    ]
    return pl.DataFrame(rows, schema=FIGURES)


def quarantine(*spans: tuple[int, int, int, str]) -> pl.DataFrame:
    rows = [
        {"article_id": "a", "p": p, "char_start": start, "char_end": end, "mention": mention, "reason": "garbled"}
        for p, start, end, mention in spans
    ]
    return pl.DataFrame(rows, schema=QUARANTINE)


def put(con: Any, articles: pl.DataFrame, rows: pl.DataFrame, held_back: pl.DataFrame | None = None) -> Any:
    return load(
        con,
        articles=articles,
        figures=rows,
        quarantine=quarantine() if held_back is None else held_back,
        milestones=pl.DataFrame(schema=MILESTONES),
        run_id="run",
        extractor_version="v",
    )


def test_figure_id_is_made_from_the_span_and_which_repeat_it_is_in(work: Path) -> None:
    with open_work(work) as con:
        put(con, article(["12 here", "else", "12 here"]), figures((0, 0, 2, "12"), (2, 0, 2, "12")))
        ids = [row[0] for row in con.execute("select figure_id from figures order by p").fetchall()]
    expected = [sha256(f"{URL}\n12 here\n{repeat}\n0\n2".encode()).hexdigest()[:16] for repeat in (0, 1)]
    assert ids == expected


def test_loading_again_changes_nothing(work: Path) -> None:
    with open_work(work) as con:
        first = put(con, article(["12 here"]), figures((0, 0, 2, "12")))
        before = con.execute("select * exclude (run_id) from figures").fetchall()
        again = put(con, article(["12 here"]), figures((0, 0, 2, "12")))
        assert con.execute("select * exclude (run_id) from figures").fetchall() == before
        assert con.execute("select count(*) from dim_article").fetchall() == [(1,)]
    assert (first.new, first.changed, again.new, again.changed) == (1, 0, 0, 0)


@pytest.mark.parametrize(
    ("text", "title", "rows", "change"),
    [
        ("15 here", "T", figures((0, 0, 2, "15")), "figures changed"),
        ("12 here and there", "T", figures((0, 0, 2, "12")), "text changed"),
        ("12 here", "New", figures((0, 0, 2, "12")), "retitled"),
    ],
)
def test_every_version_stays_with_what_changed(
    work: Path, text: str, title: str, rows: pl.DataFrame, change: str
) -> None:
    with open_work(work) as con:
        put(con, article(["12 here"]), figures((0, 0, 2, "12")))
        result = put(con, article([text], title=title), rows)
        versions = con.execute("select version, is_current, change from dim_article order by version").fetchall()
        texts = con.execute("select version, text from core.paragraph order by version").fetchall()
        assert con.execute("select mention from figures").fetchall() == [(text[:2],)]
    assert result.changed == 1
    assert versions == [(1, False, "first seen"), (2, True, change)]
    assert texts == [(1, "12 here"), (2, text)]


def test_what_left_a_changed_page_is_queryable(work: Path) -> None:
    with open_work(work) as con:
        put(con, article(["12 here", "same"]), figures((0, 0, 2, "12")))
        put(con, article(["15 here", "same"]), figures((0, 0, 2, "15")))
        query = "select paragraphs_added, paragraphs_removed, mentions_added, mentions_removed from dim_article"
        (row,) = con.execute(f"{query} where version = 2").fetchall()
    assert row == (["15 here"], ["12 here"], ["15"], ["12"])


def test_a_withdrawn_page_takes_its_facts_along(work: Path) -> None:
    with open_work(work) as con:
        put(con, article(["12 here"]), figures((0, 0, 2, "12")))
        refresh(con)
        assert (
            withdraw(
                con, [URL, "https://news.example/never"], run_id="r2", fetched_at=datetime.fromisoformat("2024-02-01")
            )
            == 1
        )
        refresh(con)
        assert con.execute("select count(*) from figures").fetchall() == [(0,)]
        assert con.execute("select count(*) from observations").fetchall() == [(0,)]
        history = con.execute("select change, mentions_removed from dim_article where version = 2").fetchall()
    assert history == [("withdrawn", ["12"])]


def test_a_refused_article_is_undone_and_the_others_go_on(work: Path) -> None:
    good = article(["12 here"])
    bad = article(["13 here"], article_id="b", url="https://news.example/b")
    # a figure without a mention breaks a column's constraint in the middle of the article's rows
    broken = figures((0, 0, 2, "13")).with_columns(article_id=pl.lit("b"), mention=pl.lit(None, pl.String))
    with open_work(work) as con:
        result = put(con, pl.concat([bad, good]), pl.concat([figures((0, 0, 2, "12")), broken]))
        stored = con.execute("select article_url from core.article").fetchall()
        versions = con.execute("select article_url from core.article_version").fetchall()
    assert [url for url, _ in result.failed] == ["https://news.example/b"]
    assert stored == versions == [(URL,)]


def test_a_killed_load_leaves_whole_articles(work: Path) -> None:
    program = textwrap.dedent("""
        import os, sys
        from pathlib import Path
        sys.path.insert(0, sys.argv[2])
        from conftest import figure_row, make_frames, read_table
        from warehouse.db.connect import open_work
        from warehouse.db.load import load
        from warehouse.db.statements import sql

        def batch(first):
            (row,) = read_table("2024-01-01 | achievement | 5 | count | stock |  | 2024-01-01 |")
            return make_frames([figure_row(row) | {"article": f"a{first + n % 10:02}"} for n in range(30)])

        loads = 0
        def watch(frame, event, argument):
            # the process dies within the second batch, after its figures went in and before its transaction ends
            global loads
            if event == "call" and frame.f_code is sql.__code__:
                loads += frame.f_locals["name"] == "insert_article"
                if loads == 2 and frame.f_locals["name"] == "touching_now":
                    os.kill(os.getpid(), 9)
        with open_work(Path(sys.argv[1])) as con:
            sys.setprofile(watch)
            for first in (0, 10):
                load(con, **batch(first), run_id="r", extractor_version="v")
    """)
    here = str(Path(__file__).parent)
    ended = subprocess.run([sys.executable, "-c", program, str(work), here], check=False)
    assert ended.returncode == -9
    with open_work(work) as con:
        per_article = con.execute("select article_url, count(*) from figures group by all").fetchall()
        touched = con.execute("select count(*) from core.touched").fetchall()
        refresh(con)
        observed = con.execute("select sum(n_mentions) from observations").fetchall()
    assert len(per_article) == 10
    assert {n for _, n in per_article} == {3}
    assert touched[0][0] > 0
    assert observed == [(30,)]


def test_corrections_are_laid_over_what_was_read(work: Path, tmp_path: Path) -> None:
    with open_work(work) as con:
        put(con, article(["12 here, 13 there"]), figures((0, 0, 2, "12"), (0, 9, 11, "13")))
        ids = dict(con.execute("select mention, figure_id from figures").fetchall())
        corrections.correct(
            tmp_path, ids["12"], "indicator", "nrd.gardens_model", reason="gardens", expected="ocop.products"
        )
        corrections.correct(tmp_path, ids["12"], "value", "120", reason="a zero was lost", expected="12")
        corrections.correct(tmp_path, ids["13"], "unit", "ha", reason="land", expected="km2")
        corrections.correct(tmp_path, "0" * 16, "unit", "ha", reason="meets nothing")
        assert corrections.take_over(con, tmp_path) == 4
        put(con, article(["12 here, 13 there"]), figures((0, 0, 2, "12"), (0, 9, 11, "13")))
        rows = con.execute(
            "select mention, value, unit, indicator, corrected from figures order by p, char_start"
        ).fetchall()
        outcome = con.execute("select field, status from corrections order by all").fetchall()
    assert rows == [("12", 120, "count", "nrd.gardens_model", True), ("13", 13, "count", "ocop.products", False)]
    assert outcome == [("indicator", "applied"), ("unit", "stale"), ("unit", "unmatched"), ("value", "applied")]


def test_a_dropped_figure_is_in_quarantine(work: Path, tmp_path: Path) -> None:
    with open_work(work) as con:
        put(con, article(["12 here"]), figures((0, 0, 2, "12")))
        (figure_id,) = con.execute("select figure_id from figures").fetchall()[0]
        corrections.correct(tmp_path, figure_id, "drop", "", reason="a bus line")
        corrections.take_over(con, tmp_path)
        put(con, article(["12 here"]), figures((0, 0, 2, "12")))
        assert con.execute("select count(*) from figures").fetchall() == [(0,)]
        held_back = con.execute("select quarantine_id, reason from quarantine").fetchall()
    assert held_back == [(figure_id, "corrected: a bus line")]


def test_a_released_number_becomes_a_figure(work: Path, tmp_path: Path) -> None:
    with open_work(work) as con:
        put(con, article(["320/5 here"]), figures(), quarantine((0, 0, 5, "320/5")))
        (quarantine_id,) = con.execute("select quarantine_id from quarantine").fetchall()[0]
        meaning = {"value": "320", "unit": "count", "role": "achievement"}
        corrections.release(tmp_path, quarantine_id, meaning, reason="the five is a footnote")
        corrections.take_over(con, tmp_path)
        put(con, article(["320/5 here"]), figures(), quarantine((0, 0, 5, "320/5")))
        assert con.execute("select count(*) from quarantine").fetchall() == [(0,)]
        rows = con.execute("select figure_id, value, unit, role, confidence from figures").fetchall()
        assert con.execute("select distinct status from corrections").fetchall() == [("applied",)]
    assert rows == [(quarantine_id, 320, "count", "achievement", 1)]


@pytest.mark.parametrize(
    ("field", "value", "reason"),
    [("valeu", "1", "x"), ("value", "many", "x"), ("period_end", "2024", "x"), ("unit", "ha", " ")],
)
def test_a_correction_that_cannot_be_is_refused(tmp_path: Path, field: str, value: str, reason: str) -> None:
    with pytest.raises(UsageError):
        corrections.correct(tmp_path, "f", field, value, reason=reason)
    assert not corrections.file_of(tmp_path).exists()


def test_a_frame_without_a_column_is_named(work: Path) -> None:
    with open_work(work) as con, pytest.raises(HadafError, match="figures has no column mention"):
        put(con, article(["12 here"]), figures().drop("mention"))
