"""Observations: one row per series key; which mention stands, how the others are counted, what its time is called."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

TIMES = {
    ("2025-01-01", "2025-12-31"): ("A", "2025"),
    ("2025-01-01", "2025-06-30"): ("S", "2025-S1"),
    ("2025-07-01", "2025-12-31"): ("S", "2025-S2"),
    ("2025-07-01", "2025-09-30"): ("Q", "2025-Q3"),
    ("2024-02-01", "2024-02-29"): ("M", "2024-02"),
    ("", "2025-06-30"): ("D", "2025-06-30"),
    ("2025-01-01", "2025-09-30"): ("_O", "2025-01-01/P9M"),
    ("2021-01-01", "2025-12-31"): ("_O", "2021-01-01/P5Y"),
    ("2025-03-05", "2025-03-20"): ("_O", "2025-03-05/P16D"),
    ("", ""): ("_U", None),
}


@pytest.mark.parametrize(("span", "expected"), TIMES.items())
def test_time_in_sdmx_form(filled: Callable[[str], Any], span: tuple[str, str], expected: tuple[str, str]) -> None:
    with filled(f"2026-01-01 | achievement | 5 | count | flow | {span[0]} | {span[1]} |") as con:
        assert con.execute("select freq, time_period from observations").fetchall() == [expected]


def test_newest_stands_and_the_others_are_counted(filled: Callable[[str], Any]) -> None:
    table = """
    2024-03-01 | achievement | 10 | count | stock |  | 2024-02-29 | confidence=0.99
    2024-04-01 | achievement | 12 | count | stock |  | 2024-02-29 | confidence=0.6
    2024-04-01 | achievement | 11 | count | stock |  | 2024-02-29 | confidence=0.9
    """
    with filled(table) as con:
        observed = con.execute("select obs_value, n_mentions, n_values, obs_min, obs_max from observations").fetchall()
    assert observed == [(11, 3, 3, 10, 12)]


def test_sources_that_disagree(filled: Callable[[str], Any]) -> None:
    table = """
    2024-03-01 | achievement | 10 | count | stock |  | 2024-02-29 | source=A
    2024-03-02 | achievement | 12 | count | stock |  | 2024-02-29 | source=B
    2024-01-01 | target      | 11 | count | stock |  | 2024-12-31 | source=A
    """
    with filled(table) as con:
        status = con.execute("select obs_status, in_conflict from observations where measure = 'A'").fetchall()
        conflicts = con.execute("select source, value, stands from conflicts order by source").fetchall()
        (judged,) = con.execute("select in_conflict from targets_vs_achievements").fetchall()
    assert status == [("U", True)]
    assert conflicts == [("A", 10, False), ("B", 12, True)]
    assert judged == (True,)


def test_a_source_that_corrects_itself_is_no_conflict(filled: Callable[[str], Any]) -> None:
    table = """
    2024-03-01 | achievement | 10 | count | stock |  | 2024-02-29 | source=A
    2024-03-09 | achievement | 12 | count | stock |  | 2024-02-29 | source=A
    """
    with filled(table) as con:
        assert con.execute("select obs_value, in_conflict from observations").fetchall() == [(12, False)]


@pytest.mark.parametrize(
    ("row", "status"),
    [
        ("2024-03-01 | achievement | 5 | count | flow | 2023-01-01 | 2023-12-31 |", "A"),
        ("2024-03-01 | achievement | 5 | count | flow | 2023-01-01 | 2023-12-31 | comparator=approx", "E"),
        ("2023-12-20 | achievement | 5 | count | flow | 2023-01-01 | 2023-12-31 |", "P"),
        ("2023-06-20 | achievement | 5 | count | flow | 2023-01-01 | 2023-12-31 |", "F"),
        ("2024-03-01 | achievement | 5 | count | flow | 2023-01-01 | 2023-12-31 | confidence=0.3", "U"),
        ("2025-08-01 | achievement | 5 | count | stock |  | 2025-07-31 | place_id=NEW-A", "B"),
        ("2025-08-01 | achievement | 5 | count | stock |  | 2025-07-31 | place_id=NEW-C", "A"),
    ],
)
def test_observation_status(filled: Callable[[str], Any], row: str, status: str) -> None:
    with filled(row) as con:
        assert con.execute("select obs_status from observations").fetchall() == [(status,)]


def test_restated_target_counts_its_older_values(filled: Callable[[str], Any]) -> None:
    table = """
    2024-01-10 | target | 100 | count | stock |  | 2024-12-31 |
    2024-06-10 | target | 120 | count | stock |  | 2024-12-31 |
    """
    with filled(table) as con:
        assert con.execute("select target_value, n_targets from targets_vs_achievements").fetchall() == [(120, 2)]


def test_stated_attainment_is_checked_against_the_computed(filled: Callable[[str], Any]) -> None:
    table = """
    2024-01-10 | target      | 200 | count   | flow | 2024-01-01 | 2024-12-31 |
    2025-01-10 | achievement | 236 | count   | flow | 2024-01-01 | 2024-12-31 | article=a
    2025-01-10 | attainment  | 120 | percent | flow | 2024-01-01 | 2024-12-31 | article=a
    """
    with filled(table) as con:
        (row,) = con.execute("select stated, computed, round(difference, 3), agrees from attainment_checks").fetchall()
    assert row == (1.2, 1.18, -0.02, False)


def test_provinces_are_ranked_in_the_direction_of_better(filled: Callable[[str], Any]) -> None:
    table = """
    2024-01-10 | achievement | 5 | percent | stock |  | 2023-12-31 | indicator=poverty.rate place_id=OLD-A
    2024-01-10 | achievement | 3 | percent | stock |  | 2023-12-31 | indicator=poverty.rate place_id=OLD-B
    2024-01-10 | achievement | 4 | percent | stock |  | 2023-06-30 | indicator=poverty.rate place_id=OLD-B
    2024-01-10 | achievement | 1 | percent | stock |  | 2023-12-31 | indicator=poverty.rate place_id=OLD-A1
    """
    with filled(table) as con:
        ranked = con.execute("select rank, place, value, year from league_table order by rank").fetchall()
    assert ranked == [(1, "Beta", 3, 2023), (2, "Alpha", 5, 2023)]


def test_todays_boundaries_add_up_whole_units_only(filled: Callable[[str], Any]) -> None:
    table = """
    # Alpha and Beta became Alpha; Gamma stayed alone; Split was divided
    2024-01-10 | achievement | 10 | count   | stock |  | 2023-12-31 | place_id=OLD-A
    2024-01-10 | achievement |  7 | count   | stock |  | 2023-12-31 | place_id=OLD-B
    2024-01-10 | achievement |  5 | count   | stock |  | 2022-12-31 | place_id=OLD-A
    2024-01-10 | achievement |  3 | percent | stock |  | 2023-12-31 | place_id=OLD-A indicator=poverty.rate
    2024-01-10 | achievement |  4 | percent | stock |  | 2023-12-31 | place_id=OLD-B indicator=poverty.rate
    2024-01-10 | achievement |  6 | percent | stock |  | 2023-12-31 | place_id=OLD-C indicator=poverty.rate
    2024-01-10 | achievement |  2 | count   | stock |  | 2023-12-31 | place_id=OLD-A11
    2024-01-10 | achievement |  9 | count   | stock |  | 2023-12-31 | place_id=VN
    """
    with filled(table) as con:
        rows = con.execute("select ref_area, obs_value, boundaries from observations_2025 order by all").fetchall()
    divided = "old boundaries: the unit was divided, or joined with a part of another"
    assert rows == [
        ("NEW-A", 17, "2 old units added up"),
        ("NEW-C", 6, "one old unit, undivided"),
        ("OLD-A", 3, "old boundaries: a share or an average cannot be added up"),
        ("OLD-A", 5, "old boundaries: not every part of the new unit is reported"),
        ("OLD-A11", 2, divided),
        ("OLD-B", 4, "old boundaries: a share or an average cannot be added up"),
        ("VN", 9, "as reported"),
    ]


def test_todays_boundaries_judge_an_old_target_by_the_new_unit(filled: Callable[[str], Any]) -> None:
    table = """
    2024-01-10 | target      | 60 | count | stock |  | 2025-12-31 | place_id=OLD-A
    2024-01-10 | target      | 40 | count | stock |  | 2025-12-31 | place_id=OLD-B
    2025-12-31 | achievement | 90 | count | stock |  | 2025-12-31 | place_id=NEW-A
    """
    with filled(table) as con:
        today = "select place_id, target_value, achieved_value, boundaries from targets_vs_achievements_2025"
        assert con.execute(today).fetchall() == [("NEW-A", 100, 90, "2 old units added up")]
        reported = con.execute("select status from targets_vs_achievements").fetchall()
    assert reported == [("no_result",), ("no_result",)]


def test_a_syndicated_copy_counts_once(filled: Callable[[str], Any]) -> None:
    table = """
    2024-03-01 | achievement | 10 | count | stock |  | 2024-02-29 | source=A text=10_in_all
    2024-03-01 | achievement | 10 | count | stock |  | 2024-02-29 | source=B text=10_in_all
    """
    with filled(table) as con:
        assert con.execute("select n_mentions, n_sources from observations").fetchall() == [(1, 2)]
