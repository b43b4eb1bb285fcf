"""The private database: one writer at a time, migrations that only go forward, runs on record."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from warehouse.db.connect import open_work
from warehouse.db.lock import hold
from warehouse.db.migrate import migrate
from warehouse.db.runs import finish_run, start_run
from warehouse.errors import AlreadyRunning, HadafError
from warehouse.home import Home


def test_one_writer_at_a_time(home: Home) -> None:
    program = textwrap.dedent("""
        import sys
        from pathlib import Path
        from warehouse.db.lock import hold
        from warehouse.home import Home
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
            finish_run(con, done, status="published", pages_newer=3)
        states = dict(con.execute("select run_id, status from runs").fetchall())
        assert con.execute("select pages_new from runs where run_id = ?", [done]).fetchall() == [(3,)]
    assert states == {killed: "killed", done: "published"}
