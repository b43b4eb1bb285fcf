"""A run that is told to stop: it ends with 143, says so in its record, and leaves no server behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from warehouse.db.connect import open_work

pytestmark = pytest.mark.prefect
HADAF = Path(sys.executable).parent / "hadaf"


def test_sigterm_ends_the_run_cleanly(tmp_path: Path, serving: Callable[..., Any]) -> None:
    asked, may_answer = threading.Event(), threading.Event()

    def stall(_: object) -> None:
        asked.set()
        may_answer.wait(120)

    with serving(stall) as url:
        (tmp_path / "hadaf.toml").write_text(
            f'[[source]]\nname = "stalled"\nstart = ["{url}/s.xml"]\nallow_private = true\n',
            encoding="utf-8",
        )
        env = {key: value for key, value in os.environ.items() if not key.startswith(("HADAF_", "PREFECT_"))}
        run = subprocess.Popen([str(HADAF), "--home", str(tmp_path), "ingest"], env=env, start_new_session=True)
        assert asked.wait(180), "the run never asked its source"
        run.send_signal(signal.SIGTERM)
        assert run.wait(timeout=120) == 143
        may_answer.set()
    # its own session: whoever is left in the group was started by it
    with pytest.raises(ProcessLookupError):
        os.killpg(run.pid, 0)
    with open_work(tmp_path / "work.duckdb") as con:
        assert con.execute("select status from core.run").fetchall() == [("terminated",)]
