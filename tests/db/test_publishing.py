"""Publishing: a release is whole, the swap atomic, rollback, pruning, content hashes, release notes."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from warehouse.db import query
from warehouse.db.connect import open_work
from warehouse.db.load import load
from warehouse.db.publish import FILE, latest, publish, releases, rollback
from warehouse.db.refresh import refresh
from warehouse.db.runs import start_run
from warehouse.errors import ChecksFailed, UsageError
from warehouse.home import Home


def test_a_release_is_whole_and_knows_itself(home: Home, ingest: Callable[..., str]) -> None:
    release = publish(home, run_id=ingest(), keep=3)
    assert home.published.is_symlink()
    assert not home.published.readlink().is_absolute()
    assert home.published.resolve() == release.path.resolve() == (home.releases / release.id / FILE).resolve()
    assert latest(home) is not None
    assert latest(home).content_hash == release.content_hash
    rows = query.query(home.published, "select release_id, n_rows from releases where object = 'figures'").rows
    assert rows == ((release.id, 5),)
    state = query.status(home.published)
    assert (state["release"]["n_figures"], state["targets"]) == (5, {"on_track": 1})
    assert state["run"]["pages_discovered"] == 5


def test_only_the_newest_releases_stay_and_rollback_goes_back(home: Home, ingest: Callable[..., str]) -> None:
    made = [publish(home, run_id=ingest(), keep=2) for _ in range(3)]
    assert releases(home) == [release.id for release in made[1:]]
    assert rollback(home, made[1].id).id == made[1].id
    assert latest(home).id == made[1].id
    with pytest.raises(UsageError, match=made[2].id):
        rollback(home, made[0].id)


def test_what_fails_a_check_is_never_seen(home: Home, ingest: Callable[..., str]) -> None:
    good = publish(home, run_id=ingest(), keep=3)
    run_id = ingest()
    with open_work(home.work) as con:
        con.execute("update core.mention set char_start = char_start + 1 where value = 80")
    with pytest.raises(ChecksFailed, match="mention_at_its_span"):
        publish(home, run_id=run_id, keep=3)
    assert latest(home).id == good.id
    assert releases(home) == [good.id]
    repaired = publish(home, run_id=ingest(), keep=3)
    assert repaired.content_hash == good.content_hash
    known = query.query(home.published, "select distinct release_id from releases order by 1").rows
    assert known == ((good.id,), (repaired.id,))


def test_leftovers_of_a_killed_publish_are_swept(home: Home, ingest: Callable[..., str]) -> None:
    program = textwrap.dedent("""
        import os, sys
        from pathlib import Path
        from warehouse.db.publish import publish
        from warehouse.durable import to_disk
        from warehouse.home import Home

        def watch(frame, event, argument):
            # the file is written and checked, its folder not yet in place
            if event == "call" and frame.f_code is to_disk.__code__:
                os.kill(os.getpid(), 9)
        sys.setprofile(watch)
        publish(Home(Path(sys.argv[1])), run_id="r", keep=3)
    """)
    good = publish(home, run_id=ingest(), keep=3)
    killed = subprocess.run([sys.executable, "-c", program, str(home.root)], check=False)
    assert killed.returncode == -9
    assert latest(home).id == good.id
    assert [path.name for path in home.releases.glob(".building-*")]
    after = publish(home, run_id=ingest(), keep=3)
    assert releases(home) == [good.id, after.id]
    assert not list(home.releases.glob(".building-*"))
    known = query.query(home.published, "select distinct release_id from releases order by 1").rows
    assert known == ((good.id,), (after.id,))
    assert after.content_hash == good.content_hash


def test_an_analyst_and_a_publish_do_not_notice_each_other(
    home: Home, ingest: Callable[..., str], five_figures: str
) -> None:
    publish(home, run_id=ingest(), keep=1)
    program = textwrap.dedent("""
        import sys, duckdb
        con = duckdb.connect(sys.argv[1], read_only=True)
        for _ in sys.stdin:
            print(con.execute("select count(*), sum(value) from figures").fetchone(), flush=True)
        con.close()
    """)
    analyst = subprocess.Popen(
        [sys.executable, "-c", program, str(home.published)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert analyst.stdin is not None
    assert analyst.stdout is not None
    answers = []
    for _ in range(2):
        analyst.stdin.write("again\n")
        analyst.stdin.flush()
        answers.append(analyst.stdout.readline())
        # the file that the analyst has open is replaced, and then pruned
        publish(home, run_id=ingest(five_figures + "2024-10-01 | context | 9 | count | | | |"), keep=1)
    analyst.stdin.close()
    assert analyst.wait() == 0
    assert answers == ["(5, 363.0)\n"] * 2
    assert query.query(home.published, "select count(*) from figures").rows == ((6,),)


def test_the_content_hash_is_blind_to_order_and_runs(
    home: Home,
    empty_warehouse: Path,
    five_figures: str,
    frames: Callable[..., Any],
    figure_rows: Callable[..., Any],
) -> None:
    rows = [row | {"article": f"a{number}"} for number, row in enumerate(figure_rows(five_figures))]
    batch = frames(rows)
    hashes = set()
    for order in (1, 2):
        shutil.copyfile(empty_warehouse, home.work)
        with open_work(home.work) as con:
            run_id = start_run(con, command="ingest", run_id=f"run-{order}")
            urls = batch["articles"]["article_id"].to_list()
            random.Random(order).shuffle(urls)  # noqa: S311
            for url in urls:
                parts = {name: frame.filter(article_id=url) for name, frame in batch.items()}
                load(con, **parts, run_id=run_id, extractor_version="v")
                if order == 2:
                    refresh(con)
            refresh(con)
        hashes.add(publish(home, run_id=run_id, keep=9).content_hash)
    assert len(hashes) == 1
    with open_work(home.work) as con:
        con.execute("update core.mention set value = 81 where value = 80")
        refresh(con, None)
    assert publish(home, run_id="r", keep=9).content_hash not in hashes


def test_release_notes_count_what_changed_for_a_reader(
    home: Home, ingest: Callable[..., str], five_figures: str
) -> None:
    publish(home, run_id=ingest(), keep=3)
    first = query.query(home.published, "select distinct n_added, n_changed, n_withdrawn from releases").rows
    assert first == ((None, None, None),)
    assert query.status(home.published)["changes"] == []
    publish(home, run_id=ingest(), keep=3)
    assert query.status(home.published)["changes"] == []
    # a sixth article; the achievement of July becomes 82 where it stood 80; the context figure goes
    changed = five_figures.replace("|  80 |", "|  82 |").replace(
        "2024-09-01 | context     |   3 | count |       |  |            |",
        "2024-09-01 | achievement |  97 | count | stock |  | 2024-09-02 | source=B",
    )
    release = publish(home, run_id=ingest(changed), keep=3)
    notes = {row["object"]: row for row in query.status(home.published)["changes"]}
    counts = {name: (row["n_added"], row["n_changed"], row["n_withdrawn"]) for name, row in notes.items()}
    # a number that changed is another mention: its span has another text
    assert counts["figures"] == (2, 0, 2)
    assert counts["observations"] == (1, 1, 0)
    assert counts["targets_vs_achievements"] == (0, 1, 0)
    assert "dim_unit" not in counts
    listed = query.query(
        home.published,
        "select object, n_added from releases where release_id = ? and n_added > 0 order by object",
        [release.id],
    ).rows
    assert ("figures", 2) in listed
