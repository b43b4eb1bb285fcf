"""Publishing: contract of what is published, checks, atomic swap, rollback, hashes, locks, hardened SQL."""

from __future__ import annotations

import csv
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
from warehouse.db.check import run_checks
from warehouse.db.connect import open_published, open_work
from warehouse.db.load import load
from warehouse.db.lock import hold
from warehouse.db.migrate import migrate
from warehouse.db.publish import FILE, latest, publish, releases, rollback
from warehouse.db.refresh import refresh
from warehouse.db.runs import count_run, finish_run, start_run
from warehouse.errors import AlreadyRunning, ChecksFailed, HadafError, UsageError
from warehouse.settings import Home

# Names and columns that other programs rely on (design section 3); more columns may follow.
CONTRACT = """
figures: figure_id article_url slug origin_url title source published p char_start char_end sentence mention value
  value_high out_of unit per comparator role basis period_start period_end place place_id programme indicator part item
  confidence extractor_version fetched_at run_id
quarantine: article_url p char_start char_end sentence mention reason
milestones: article_url p char_start char_end place programme indicator due
observations: ref_area programme indicator part measure basis unit_measure per freq time_period obs_value
  obs_value_high out_of obs_status comparator n_mentions n_values obs_min obs_max figure_id published
targets_vs_achievements: place programme indicator unit basis period_start period_end target_value target_comparator
  target_figure_id target_published achieved_value achieved_as_of achieved_figure_id attainment attainment_stated gap
  status how n_targets n_achievements in_conflict
targets_vs_achievements_2025: place status boundaries
observations_2025: ref_area obs_value boundaries
attainment_checks: stated computed difference
conflicts: source value
coverage: source published indicator
freshness: source newest_published
league_table: indicator year rank place
releases: release_id content_hash
runs: run_id status
dim_place: place_id valid_from valid_to parent_id successors name_vi name_ascii name_ur
dim_indicator: indicator name_en name_ur unit_kind direction programme definition
dim_programme: programme name_en name_ur
dim_unit: unit name_en name_ur
dim_source: source
dim_article: article_url version change
"""

TABLE = """
2024-01-10 | target      | 100 | count | stock |  | 2024-12-31 |
2024-07-01 | achievement |  80 | count | stock |  | 2024-07-01 |
2024-09-01 | achievement |  85 | count | stock |  | 2024-09-01 | source=B
2024-09-01 | achievement |  95 | count | stock |  | 2024-09-01 | source=C
2024-09-01 | context     |   3 | count |       |  |            |
"""


@pytest.fixture
def home(work: Path) -> Home:
    return Home(work.parent)


@pytest.fixture
def ingest(home: Home, frames: Callable[..., Any], figure_rows: Callable[..., Any]) -> Callable[..., str]:
    def run(table: str = TABLE, **changes: Any) -> str:
        with open_work(home.work) as con:
            run_id = start_run(con, command="ingest")
            count_run(con, run_id, pages_discovered=5)
            rows = [row | changes for row in figure_rows(table)]
            load(con, **frames(rows), run_id=run_id, extractor_version="v")
            refresh(con)
        return run_id

    return run


def contract() -> dict[str, list[str]]:
    text = CONTRACT.strip().replace("\n  ", " ")
    return {line.split(":")[0]: line.split(":")[1].split() for line in text.splitlines()}


@pytest.mark.parametrize("name", contract())
def test_published_objects_have_the_columns_of_the_contract(empty_warehouse: Path, name: str) -> None:
    columns = [row["name"] for row in query.describe(empty_warehouse, name)]
    wanted = contract()[name]
    assert set(wanted) <= set(columns)
    if name in {"figures", "milestones", "targets_vs_achievements"}:
        assert columns[: len(wanted)] == wanted


def test_everything_published_has_a_comment(empty_warehouse: Path) -> None:
    tables = query.query(
        empty_warehouse,
        "select table_name from duckdb_tables() where comment is null "
        "union all select view_name from duckdb_views() where not internal and comment is null",
    )
    columns = query.query(
        empty_warehouse,
        "select table_name || '.' || column_name from duckdb_columns() where not internal and comment is null",
    )
    assert (tables.rows, columns.rows) == ((), ())


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


def test_storage_is_one_that_older_clients_read(home: Home, ingest: Callable[..., str]) -> None:
    release = publish(home, run_id=ingest(), keep=3)
    tags = query.query(release.path, "select tags from duckdb_databases() where not internal").rows
    assert tags == (({"storage_version": "v1.4.0+"},),)


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


BROKEN = {
    "figure_keys_unique": "insert into core.mention from core.mention",
    "figure_has_role_and_unit": "update core.mention set unit = null where role = 'context'",
    "period_ordered": "update core.mention set period_start = date '2099-01-01' where period_end is not null",
    "accepted_and_quarantined": "insert into core.held_back select figure_id, article_url, p, char_start, char_end, sentence, mention, 'x', 'v', 'r' from core.mention",  # noqa: E501
    "observation_keys_unique": "insert into core.observation from core.observation",
    "observation_rests_on_figure": "update core.observation set figure_id = 'none'",
    "targets_all_judged": "delete from core.target",
    "target_keys_unique": "insert into core.target from core.target",
    "refresh_is_complete": "insert into core.touched values (1, 1, 1, 1, 'OLD-A', 'OLD-A', 'ocop.products')",
    "pages_without_figures": "delete from core.mention",
    "sources_that_list_nothing": "update core.run set pages_discovered = 0",
    "place_known": "update core.mention set place = 'Elsewhere'",
    "unit_known": "update core.mention set unit = 'cubit'",
    "indicator_known": "update core.mention set indicator = 'no.such' where indicator is not null",
    "fraction_within_whole": "update core.mention set out_of = 1",
    "percent_in_range": "update core.mention set unit = 'percent', value = 5000",
    "period_near_publication": "update core.mention set period_end = date '1900-01-01'",
    "place_exists_then": "update core.mention set place_id = 'NEW-A'",
    "corrections_that_no_longer_match": "insert into core.correction values ('f', 'unit', 'ha', '', 'x', '', null)",
}


@pytest.mark.parametrize(("name", "damage"), BROKEN.items())
def test_each_check_finds_what_it_is_for(home: Home, ingest: Callable[..., str], name: str, damage: str) -> None:
    ingest()
    with open_work(home.work) as con:
        assert [check.name for check in run_checks(con) if not check.passed] == []
        con.execute(damage)
        assert name in [check.name for check in run_checks(con) if not check.passed]


def test_rows_lost_are_told(home: Home, ingest: Callable[..., str]) -> None:
    publish(home, run_id=ingest(), keep=3)
    with open_work(home.work) as con:
        con.execute("delete from core.mention where role = 'context'")
    release = publish(home, run_id="r", keep=3)
    assert [check.name for check in release.warnings] == ["rows_lost_since_last_release"]
    with open_work(home.work) as con:
        con.execute("delete from core.mention")
    with pytest.raises(ChecksFailed, match="everything_lost_since_last_release"):
        publish(home, run_id="r", keep=3)


def test_leftovers_of_a_killed_publish_are_swept(home: Home, ingest: Callable[..., str]) -> None:
    program = textwrap.dedent("""
        import os, sys
        from pathlib import Path
        from warehouse.db.publish import _to_disk, publish
        from warehouse.settings import Home

        def watch(frame, event, argument):
            # the file is written and checked, its folder not yet in place
            if event == "call" and frame.f_code is _to_disk.__code__:
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


def test_an_analyst_and_a_publish_do_not_notice_each_other(home: Home, ingest: Callable[..., str]) -> None:
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
        publish(home, run_id=ingest(TABLE + "2024-10-01 | context | 9 | count | | | |"), keep=1)
    analyst.stdin.close()
    assert analyst.wait() == 0
    assert answers == ["(5, 363.0)\n"] * 2
    assert query.query(home.published, "select count(*) from figures").rows == ((6,),)


def test_the_content_hash_is_blind_to_order_and_runs(
    home: Home, empty_warehouse: Path, frames: Callable[..., Any], figure_rows: Callable[..., Any]
) -> None:
    rows = [row | {"article": f"a{number}"} for number, row in enumerate(figure_rows(TABLE))]
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


def test_release_notes_count_what_changed_for_a_reader(home: Home, ingest: Callable[..., str]) -> None:
    publish(home, run_id=ingest(), keep=3)
    first = query.query(home.published, "select distinct n_added, n_changed, n_withdrawn from releases").rows
    assert first == ((None, None, None),)
    assert query.status(home.published)["changes"] == []
    publish(home, run_id=ingest(), keep=3)
    assert query.status(home.published)["changes"] == []
    # a sixth article; the achievement of July becomes 82 where it stood 80; the context figure goes
    changed = TABLE.replace("|  80 |", "|  82 |").replace(
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


def test_one_writer_at_a_time(home: Home) -> None:
    program = textwrap.dedent("""
        import sys
        from pathlib import Path
        from warehouse.db.lock import hold
        from warehouse.settings import Home
        with hold(Home(Path(sys.argv[1]))):
            print("held", flush=True)
            sys.stdin.readline()
    """)
    command = [sys.executable, "-c", program, str(home.root)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(AlreadyRunning, match=f"process {holder.pid}, started 20"), hold(home):
            pass
        # the kernel frees the lock of a killed process
        holder.kill()
    with hold(home):
        pass


@pytest.mark.parametrize(
    "statement",
    [
        "select * from read_text('/etc/hostname')",
        "select * from read_csv('/etc/passwd')",
        "select * from glob('/etc/*')",
        "select * from 'https://example.com/x.parquet'",
        "attach '/etc/hostname' as other",
        "copy figures to '/dev/shm/out.csv'",
        "export database '/dev/shm/out'",
        "install httpfs",
        "load httpfs",
        "set threads = 8",
        "set enable_external_access = true",
        "reset enable_external_access",
        "pragma enable_profiling",
        "create table t (a integer)",
        "delete from core.mention",
        "drop view figures",
        "select nonsense from figures",
    ],
)
def test_published_sql_is_hardened(home: Home, ingest: Callable[..., str], statement: str) -> None:
    publish(home, run_id=ingest(), keep=1)
    with pytest.raises(UsageError):
        query.query(home.published, statement)
    assert query.query(home.published, "select count(*) from figures").rows == ((5,),)


def test_figure_with_its_paragraph_and_uses(home: Home, ingest: Callable[..., str]) -> None:
    publish(home, run_id=ingest(), keep=1)
    (target,) = query.targets(home.published)
    found = query.figure(home.published, target["achieved_figure_id"])
    assert found["paragraph"][found["char_start"] : found["char_end"]] == found["mention"]
    assert [(use["is_target"], use["is_achievement"]) for use in found["uses"]] == [(False, True)]
    with pytest.raises(UsageError, match="no figure"):
        query.figure(home.published, "0" * 16)


def test_describe_names_the_near_miss(home: Home, ingest: Callable[..., str]) -> None:
    publish(home, run_id=ingest(), keep=1)
    assert {row["name"] for row in query.describe(home.published)} >= contract().keys()
    with pytest.raises(UsageError, match="did you mean figures"):
        query.describe(home.published, "figure")


@pytest.mark.parametrize("format", ["csv", "parquet"])
def test_tables_are_written_to_files(home: Home, ingest: Callable[..., str], tmp_path: Path, format: str) -> None:
    publish(home, run_id=ingest(), keep=1)
    file = tmp_path / "it's out" / f"figures.{format}"
    assert query.write_table(home.published, "figures", file, format=format) == 5
    if format == "csv":
        with file.open(encoding="utf-8", newline="") as rows:
            assert len(list(csv.DictReader(rows))) == 5


def test_reading_without_a_release_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no published release"), open_published(tmp_path / FILE):
        pass


def test_a_database_of_a_newer_hadaf_is_refused(work: Path) -> None:
    with open_work(work) as con:
        assert migrate(con) == []
        con.execute("insert into core.schema_migration values (9999, '9999_future', 'x', now()::timestamp)")
        with pytest.raises(HadafError, match="newer hadaf"):
            migrate(con)


def test_a_changed_migration_is_refused(work: Path) -> None:
    with open_work(work) as con:
        con.execute("update core.schema_migration set sha256 = 'x' where version = 1")
        with pytest.raises(HadafError, match="0001_core_article was changed"):
            migrate(con)


def test_runs_are_recorded_and_killed_ones_closed(work: Path) -> None:
    with open_work(work) as con:
        killed = start_run(con, command="ingest", sources=["s"])
        done = start_run(con, command="ingest")
        finish_run(con, done, status="published", pages_new=3)
        with pytest.raises(HadafError, match="pages_newer"):
            count_run(con, done, pages_newer=3)
        states = dict(con.execute("select run_id, status from runs").fetchall())
        assert con.execute("select pages_new from runs where run_id = ?", [done]).fetchall() == [(3,)]
    assert states == {killed: "killed", done: "published"}
