"""The seed articles that the project was promised on, read from beside the checkout."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from warehouse.evaluate.gold import CORE, Score, score
from warehouse.lexicon import load_lexicon
from warehouse.pipeline.extracting import extract_rows
from warehouse.pipeline.rows import read_json_lines

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def seeds(shared: Path) -> Score:
    path = shared / "gold" / "seeds.jsonl"
    if not path.is_file():
        pytest.skip("no gold/seeds.jsonl in ../shared")
    lines = path.read_bytes().splitlines()
    return score(
        [json.loads(line) for line in lines], extract_rows(read_json_lines(lines, name=path.name), load_lexicon())
    )


def test_every_figure_is_found_and_measured(seeds: Score) -> None:
    measures = seeds.as_dict()
    assert measures["f1"] >= 0.95, seeds.errors
    assert measures["unit"] == 1.0, seeds.errors


@pytest.mark.parametrize("field", [name for name in CORE if name != "unit"])
def test_what_figures_mean(seeds: Score, field: str) -> None:
    assert seeds.as_dict()[field] >= 0.9, seeds.errors


def test_garbled_numbers_are_not_believed(seeds: Score) -> None:
    assert seeds.as_dict()["garbled_accepted"] == 0, seeds.errors
    assert seeds.as_dict()["quarantine_found"] == 1.0, seeds.errors


def test_dated_goals_without_a_number_are_found(seeds: Score) -> None:
    assert seeds.as_dict()["milestones_found"] == 1.0, seeds.errors
