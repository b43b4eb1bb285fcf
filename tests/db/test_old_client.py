"""What is published runs under DuckDB 1.4.4, the oldest client that may open it: its wheel, in a venv of its own."""

from __future__ import annotations

import json
import os
import subprocess
import venv
from pathlib import Path
from typing import Any

import pytest

from warehouse.db.query import describe, macros, query

HERE = Path(__file__).parent
pytestmark = pytest.mark.prefect


@pytest.fixture(scope="module")
def old_python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the environment from its own lock, hashes checked. Without a package index: skipped, but never in CI."""
    folder = tmp_path_factory.mktemp("old-client")
    venv.create(folder, with_pip=True)
    python = folder / "bin" / "python"
    install = [python, "-m", "pip", "install", "--quiet", "--require-hashes", "--only-binary", ":all:"]
    # pip waits minutes for an index that is not there
    patience = ["--retries", "1", "--timeout", "15", "--disable-pip-version-check"]
    done = subprocess.run(
        [*install, *patience, "-r", HERE / "old_client.lock"], capture_output=True, text=True, check=False
    )
    if done.returncode:
        why = f"no duckdb 1.4.4 from a package index: {done.stderr.strip().splitlines()[-1:]}"
        if os.environ.get("CI"):
            pytest.fail(why)
        pytest.skip(why)
    return python


def test_every_published_view_and_macro_runs_under_1_4(demo: Any, old_python: Path) -> None:
    release = demo.release_file.resolve()
    script = HERE / "read_with_old_client.py"
    done = subprocess.run([old_python, "-I", script, release], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["version"] == "1.4.4"
    assert told["failed"] == {}
    names = [row["name"] for row in describe(release)]
    counted = {name: query(release, f'select count(*) from main."{name}"').rows[0][0] for name in names}
    assert told["rows"] == counted
    assert told["macros"] == {row["name"]: "news.example" for row in macros(release)}
