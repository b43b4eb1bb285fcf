"""The questions that come with hadaf, asked of the demo: each must answer at least what its pages plainly say."""

from __future__ import annotations

import json
from typing import Any

import pytest

from warehouse.db.query import questions

pytestmark = pytest.mark.prefect

Row = dict[str, Any]

# rows (some columns of them) that must be among the answer
ANSWERS: dict[str, list[Row]] = {
    "poverty_targets_2024": [
        {"place": "Điện Biên", "status": "met", "target_value": 22.5, "achieved_value": 21.9, "gap": -0.6},
        {"place": "Lạng Sơn/Bình Gia", "status": "met", "target_value": 15, "achieved_value": 14.26},
    ],
    "missed_targets": [
        {"place": "Hà Nội", "indicator": "housing.social_units", "target_value": 4650, "achieved_value": 4158},
        {"place": "Tuyên Quang/Sơn Dương", "indicator": "econ.income_per_capita", "gap_percent": -3.1},
    ],
    "share_of_targets_met": [{"programme": "OCOP", "n_met": 1, "n_missed": 1, "met_percent": 50}],
    "behind_schedule": [{"place": "Lạng Sơn", "indicator": "nrd.villages_model", "achieved_value": 14}],
    "due_within_a_year": [{"place": "Hà Nội", "indicator": "housing.social_units", "status": "on_track"}],
    "targets_without_result": [{"place": "Bắc Giang", "indicator": "housing.social_units", "target_value": 6100}],
    "unspent_capital": [{"place": "Điện Biên", "unspent": 86_100_000_000, "paid_percent": 88.4}],
    "disbursement_ranking": [
        {"place": "Hà Tĩnh", "target_percent": 97, "paid_percent": 97.8, "status": "met"},
        {"place": "Việt Nam", "target_percent": 95, "paid_percent": 92.3, "status": "missed"},
    ],
    "social_housing_2025": [
        {"place": "Bắc Ninh", "planned": 9600, "built": 10215, "gap": 615, "status": "met"},
        {"place": "Quảng Ninh", "planned": 2180, "built": 1725, "gap": -455, "status": "missed"},
    ],
    "temporary_houses_by_province": [{"place": "Sơn La", "houses": 3872}, {"place": "Tuyên Quang", "houses": 15310}],
    "course_of_poverty": [
        {"place": "Điện Biên", "dated": "2023-12-31", "measure": "A", "percent": 26.4},
        {"place": "Điện Biên", "dated": "2026-12-31", "measure": "T", "percent": 15.5},
    ],
    "best_per_indicator": [{"indicator": "poverty.rate", "year": 2026, "place": "Lai Châu", "value": 15.7}],
    "disagreeing_sources": [
        {"place": "Lạng Sơn", "value": 20, "stands": False},
        {"place": "Lạng Sơn", "value": 22, "stands": True},
    ],
    "restated_targets": [
        {"place": "Quảng Ninh", "indicator": "econ.exports", "value": 4.15e9, "stands": False},
        {"place": "Quảng Ninh", "indicator": "econ.exports", "value": 3.7e9, "stands": True},
    ],
    "wrong_percentages": [
        {"indicator": "housing.temporary_removed", "stated_percent": 101, "computed_percent": 100.35}
    ],
    "goals_without_a_number": [{"place": "Nghệ An/Anh Sơn", "due": "2026-12-31"}],
    "old_units_in_todays_boundaries": [{"boundaries": "one old unit, undivided", "n_places": 5}],
    "changed_articles": [],
    "retold_stories": [],
    "held_back_numbers": [{"reason": "fraction above one", "mention": "178/3"}],
    "least_certain_results": [{"place": "Lai Châu", "indicator": "capital.disbursement_rate", "status": "met"}],
    "sources_and_their_reach": [{"source": "Báo Giao thông", "n_articles": 1}],
    "regional_growth": [{"place": "Quảng Ninh", "target_value": 12, "achieved_value": 11.48, "status": "behind"}],
}


def test_every_question_has_an_answer_here() -> None:
    assert set(questions()) == set(ANSWERS)
    assert len(ANSWERS) >= 20
    assert all(text.endswith("?") for text in questions().values())


@pytest.mark.parametrize("name", ANSWERS)
def test_the_demo_answers(name: str, demo: Any, hadaf: Any) -> None:
    done = hadaf("--home", demo.home, "--json", "sql", "--query", name)
    assert done.returncode == 0, done.stderr
    rows = json.loads(done.stdout)
    for wanted in ANSWERS[name]:
        assert any(wanted.items() <= row.items() for row in rows), (wanted, rows)


def test_the_sentences_say_the_numbers(demo: Any, hadaf: Any) -> None:
    missed = json.loads(hadaf("--home", demo.home, "--json", "sql", "--query", "missed_targets").stdout)
    assert all(row["target_sentence"] and row["achieved_sentence"] for row in missed)
    hanoi = next(row for row in missed if row["place"] == "Hà Nội")
    assert "4,158" in hanoi["achieved_sentence"]


def test_a_question_that_is_not_there_names_the_near_miss(demo: Any, hadaf: Any) -> None:
    assert "did you mean missed_targets" in hadaf("--home", demo.home, "sql", "--query", "missed_target").stderr
    assert hadaf("--home", demo.home, "sql").returncode == 2
    assert len(json.loads(hadaf("--json", "sql", "--queries").stdout)) >= 20
