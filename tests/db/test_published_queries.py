"""Questions to a published release: hardened SQL, a figure with its paragraph, tables as files."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from warehouse.db import query
from warehouse.db.connect import open_published
from warehouse.db.publish import FILE, publish
from warehouse.errors import UsageError
from warehouse.home import Home


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
