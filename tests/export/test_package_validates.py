"""What `hadaf export` writes is a data package: the descriptor, every file's hash, and every row against its schema."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from frictionless import Package, Resource, Schema, validate

pytestmark = pytest.mark.prefect

# the places are by far the most rows, and a workbook is slow to read
WHOLE: tuple[str, ...] = ()
WITHOUT_PLACES = ("figures", "quarantine", "milestones", "observations", "targets_vs_achievements", "dim_indicator")


def export(hadaf: Any, demo: Any, folder: Path, form: str, tables: tuple[str, ...]) -> Path:
    named = [word for table in tables for word in ("--table", table)]
    done = hadaf("--home", demo.home, "--json", "export", "--format", form, folder, *named)
    assert done.returncode == 0, done.stderr
    return folder / "datapackage.json"


def wrong(report: Any) -> list[tuple[str, str, str]]:
    inside = [(task.name, error.type, error.message) for task in report.tasks for error in task.errors]
    return [("package", error.type, error.message) for error in report.errors] + inside


@pytest.mark.parametrize(("form", "tables"), [("csv", WHOLE), ("xlsx", WITHOUT_PLACES)])
def test_package_and_rows_are_valid(hadaf: Any, demo: Any, tmp_path: Path, form: str, tables: tuple[str, ...]) -> None:
    report = validate(str(export(hadaf, demo, tmp_path / "out", form, tables)))
    assert wrong(report) == []
    rows = {task.name: task.stats.get("rows", 0) for task in report.tasks}
    assert rows["figures"] == demo.outcome["figures_loaded"]
    assert tables or "dim_place" in rows


def test_parquet_files_hold_what_the_package_says(hadaf: Any, demo: Any, tmp_path: Path) -> None:
    # frictionless reads Parquet with pandas alone: the rows are read here, and validated by it as they are
    descriptor = export(hadaf, demo, tmp_path / "out", "parquet", WHOLE)
    package = json.loads(descriptor.read_text("utf-8"))
    Package.from_descriptor(package)  # raises what is wrong with the descriptor
    for resource in package["resources"]:
        file = descriptor.parent / resource["path"]
        assert resource["hash"] == f"sha256:{sha256(file.read_bytes()).hexdigest()}"
        assert resource["bytes"] == file.stat().st_size
        frame = pl.read_parquet(file)
        assert frame.columns == [field["name"] for field in resource["schema"]["fields"]]
        if frame.height:
            rows = Resource(data=frame.to_dicts(), schema=Schema.from_descriptor(resource["schema"]))
            assert wrong(rows.validate()) == []


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_file_that_was_changed_is_found(hadaf: Any, demo: Any, tmp_path: Path, form: str) -> None:
    descriptor = export(hadaf, demo, tmp_path / "out", form, ("dim_unit",))
    package = json.loads(descriptor.read_text("utf-8"))
    package["resources"][0]["schema"]["fields"][0]["type"] = "date"
    descriptor.write_text(json.dumps(package), "utf-8")
    assert {kind for _, kind, _ in wrong(validate(str(descriptor)))} == {"type-error"}
    with (descriptor.parent / f"dim_unit.{form}").open("ab") as file:
        file.write(b"\n")
    assert "hash-count" in {kind for _, kind, _ in wrong(validate(str(descriptor)))}
