"""The files for cron and systemd, read by the real tools where they are installed."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

DEPLOY = Path(__file__).parents[2] / "deploy"


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd-analyze is not installed")
def test_systemd_reads_the_units_without_complaint(tmp_path: Path) -> None:
    for name in ("hadaf.service", "hadaf.timer"):
        text = (DEPLOY / name).read_text(encoding="utf-8")
        # verify wants the program and the user to exist on this machine
        text = text.replace("/opt/hadaf/.venv/bin/hadaf", "/bin/true").replace("User=hadaf\nGroup=hadaf\n", "")
        (tmp_path / name).write_text(text)
    checked = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(tmp_path / "hadaf.timer")],
        capture_output=True,
        text=True,
        check=False,
    )
    complaints = [line for line in checked.stderr.splitlines() if "hadaf." in line]
    assert not complaints


def test_cron_lines_have_five_times_and_a_command() -> None:
    lines = [
        line
        for line in (DEPLOY / "crontab").read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    ]
    jobs = [line for line in lines if not re.match(r"\w+=", line)]
    assert len(jobs) == 2
    assert all(re.match(r"(\S+ ){5} \S*(timeout|hadaf) ", line) for line in jobs)
    assert all("--quiet" in line for line in jobs)
