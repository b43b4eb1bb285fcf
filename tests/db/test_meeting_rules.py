"""How a target meets its achievement (design section 3), rule by rule, as tables to check by eye.

given:  published | role | value | unit | basis | start | end | more
expect: target | achieved | as of | status | how | attainment        (- is null)

Without other words the figures are about ocop.products of Alpha (until 2025-06-30), each in an article of its own.
"""

# ruff: noqa: E501 - tables are read by eye, a row a line
from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

CASES: dict[str, tuple[str, str]] = {
    # ---- statuses
    "stock met before its end": (
        """
        2024-01-10 | target      | 100 | count | stock |  | 2024-12-31 |
        2024-10-01 | achievement | 104 | count | stock |  | 2024-10-01 |
        """,
        "100 | 104 | 2024-10-01 | met | same unit | 1.04",
    ),
    "stock missed: short within 90 days of an end that is over": (
        """
        2024-01-10 | target      | 100 | count | stock |  | 2024-12-31 |
        2024-12-20 | achievement |  90 | count | stock |  | 2024-12-20 |
        2025-02-01 | context     |   1 | count |       |  | 2025-02-01 |
        """,
        "100 | 90 | 2024-12-20 | missed | same unit | 0.9",
    ),
    "the last result is too old to call it missed": (
        """
        2024-01-10 | target      | 100 | count | stock |  | 2024-12-31 |
        2024-05-01 | achievement |  90 | count | stock |  | 2024-05-01 |
        2025-02-01 | context     |   1 | count |       |  | 2025-02-01 |
        """,
        "100 | 90 | 2024-05-01 | behind | same unit; no pace | 0.9",
    ),
    "a short result from just after the end tells that it was missed": (
        """
        2024-01-10 | target      | 100 | count | stock |  | 2024-12-31 |
        2025-01-20 | achievement |  97 | count | stock |  | 2025-01-20 |
        """,
        "100 | 97 | 2025-01-20 | missed | same unit; dated after the end | 0.97",
    ),
    "a good result from after the end tells nothing": (
        """
        2024-01-10 | target      | 100 | count | stock |  | 2024-12-31 |
        2025-01-20 | achievement | 105 | count | stock |  | 2025-01-20 |
        """,
        "100 | - | - | no_result | - | -",
    ),
    "no result at all": (
        "2024-01-10 | target | 100 | count | stock |  | 2024-12-31 |",
        "100 | - | - | no_result | - | -",
    ),
    "on track against the line from the baseline": (
        """
        2023-12-31 | achievement |  60 | count | stock |  | 2023-12-31 |
        2024-01-01 | target      | 100 | count | stock |  | 2024-12-31 |
        2024-07-01 | achievement |  80 | count | stock |  | 2024-07-01 |
        """,
        "100 | 80 | 2024-07-01 | on_track | same unit | 0.8",
    ),
    "behind the line from the baseline": (
        """
        2023-12-31 | achievement |  60 | count | stock |  | 2023-12-31 |
        2024-01-01 | target      | 100 | count | stock |  | 2024-12-31 |
        2024-07-01 | achievement |  75 | count | stock |  | 2024-07-01 |
        """,
        "100 | 75 | 2024-07-01 | behind | same unit | 0.75",
    ),
    "without a baseline the line starts at the first result": (
        """
        2024-01-01 | target      | 100 | count | stock |  | 2024-12-31 |
        2024-02-01 | achievement |  60 | count | stock |  | 2024-02-01 |
        2024-07-01 | achievement |  85 | count | stock |  | 2024-07-01 |
        """,
        "100 | 85 | 2024-07-01 | on_track | same unit | 0.85",
    ),
    "one result and no baseline has no pace": (
        """
        2024-01-01 | target      | 100 | count | stock |  | 2024-12-31 |
        2024-07-01 | achievement |  99 | count | stock |  | 2024-07-01 |
        """,
        "100 | 99 | 2024-07-01 | behind | same unit; no pace | 0.99",
    ),
    "a target without an end is never missed": (
        """
        2024-01-01 | target      | 100 | count | stock |  |            |
        2024-07-01 | achievement |  99 | count | stock |  | 2024-07-01 |
        """,
        "100 | 99 | 2024-07-01 | behind | same unit; no pace | 0.99",
    ),
    # ---- baselines
    "a result published before the target is a baseline": (
        """
        2024-01-05 | achievement | 120 | count | stock |  | 2024-01-05 |
        2024-03-01 | target      | 100 | count | stock |  | 2024-12-31 |
        """,
        "100 | - | - | no_result | - | -",
    ),
    "a result dated before the target was published is a baseline, whenever told": (
        """
        2024-03-01 | target      | 100 | count | stock |  | 2024-12-31 |
        2024-04-01 | achievement | 120 | count | stock |  | 2023-12-31 |
        """,
        "100 | - | - | no_result | - | -",
    ),
    "a target told after its end is judged by what was reached in time": (
        """
        2025-02-01 | target      | 100 | count | stock |  | 2024-12-31 | article=a
        2025-02-01 | achievement | 120 | count | stock |  | 2024-12-31 | article=a
        """,
        "100 | 120 | 2024-12-31 | met | same unit | 1.2",
    ),
    # ---- comparators and direction
    "more than is strict": (
        """
        2024-01-01 | target      | 100 | count | stock |  | 2024-12-31 | comparator=gt
        2024-07-01 | achievement | 100 | count | stock |  | 2024-07-01 |
        """,
        "100 | 100 | 2024-07-01 | behind | same unit; no pace | 1",
    ),
    "about is met within five per cent": (
        """
        2024-01-01 | target      | 100 | count | stock |  | 2024-12-31 | comparator=approx
        2024-07-01 | achievement |  95 | count | stock |  | 2024-07-01 |
        """,
        "100 | 95 | 2024-07-01 | met | same unit | 0.95",
    ),
    "a range asks for its low end": (
        """
        2024-01-01 | target      | 20 | count | stock |  | 2024-12-31 | value_high=25
        2024-07-01 | achievement | 21 | count | stock |  | 2024-07-01 |
        """,
        "20 | 21 | 2024-07-01 | met | same unit | 1.05",
    ),
    "poverty: less is better, attainment from the baseline": (
        """
        2023-12-31 | achievement | 6 | percent | stock |  | 2023-12-31 | indicator=poverty.rate
        2024-01-10 | target      | 4 | percent | stock |  | 2024-12-31 | indicator=poverty.rate
        2024-12-30 | achievement | 3 | percent | stock |  | 2024-12-30 | indicator=poverty.rate
        """,
        "4 | 3 | 2024-12-30 | met | same unit | 1.5",
    ),
    "poverty: missed, and no attainment without a baseline": (
        """
        2024-01-10 | target      | 4 | percent | stock |  | 2024-12-31 | indicator=poverty.rate
        2024-12-30 | achievement | 5 | percent | stock |  | 2024-12-30 | indicator=poverty.rate
        2025-02-01 | context     | 1 | count   |       |  | 2025-02-01 |
        """,
        "4 | 5 | 2024-12-30 | missed | same unit | -",
    ),
    "poverty: on track downwards": (
        """
        2023-12-31 | achievement | 6   | percent | stock |  | 2023-12-31 | indicator=poverty.rate
        2024-01-01 | target      | 4   | percent | stock |  | 2024-12-31 | indicator=poverty.rate
        2024-07-01 | achievement | 4.9 | percent | stock |  | 2024-07-01 | indicator=poverty.rate
        """,
        "4 | 4.9 | 2024-07-01 | on_track | same unit | 0.55",
    ),
    "prices: held below the bound over the year": (
        """
        2024-01-10 | target      | 4.5 | percent | flow | 2024-01-01 | 2024-12-31 | indicator=econ.cpi comparator=lt
        2025-01-06 | achievement | 3.6 | percent | flow | 2024-01-01 | 2024-12-31 | indicator=econ.cpi
        """,
        "4.5 | 3.6 | 2024-12-31 | met | same unit | -",
    ),
    # ---- flows
    "flows inside the period are summed, those outside are not": (
        """
        2024-01-10 | target      | 100 | count | flow | 2024-01-01 | 2024-12-31 |
        2024-04-10 | achievement |  30 | count | flow | 2024-01-01 | 2024-03-31 |
        2024-07-10 | achievement |  40 | count | flow | 2024-04-01 | 2024-06-30 |
        2024-07-10 | achievement |  70 | count | flow | 2023-01-01 | 2023-12-31 |
        """,
        "100 | 70 | 2024-06-30 | on_track | summed flows | 0.7",
    ),
    "a running total is not counted again with its parts": (
        """
        2024-01-10 | target      | 100 | count | flow | 2024-01-01 | 2024-12-31 |
        2024-04-10 | achievement |  30 | count | flow | 2024-01-01 | 2024-03-31 |
        2024-07-10 | achievement |  40 | count | flow | 2024-04-01 | 2024-06-30 |
        2024-10-10 | achievement |  90 | count | flow | 2024-01-01 | 2024-09-30 |
        2025-01-10 | achievement |  15 | count | flow | 2024-10-01 | 2024-12-31 |
        """,
        "100 | 105 | 2024-12-31 | met | summed flows | 1.05",
    ),
    "of flows that overlap in part the longer counts": (
        """
        2024-01-10 | target      | 100 | count | flow | 2024-01-01 | 2024-12-31 |
        2024-09-10 | achievement |  60 | count | flow | 2024-01-01 | 2024-08-31 |
        2024-10-10 | achievement |  25 | count | flow | 2024-07-01 | 2024-09-30 |
        """,
        "100 | 60 | 2024-08-31 | behind | same unit | 0.6",
    ),
    "a running total told as a stock counts where it has the period's start": (
        """
        2021-01-10 | target      | 500 | count | flow  | 2021-01-01 | 2025-12-31 |
        2023-06-30 | achievement | 300 | count | stock | 2021-01-01 | 2023-06-30 |
        """,
        "500 | 300 | 2023-06-30 | on_track | running total | 0.6",
    ),
    "a flow target from the difference of two stocks": (
        """
        2023-12-31 | achievement | 200 | count | stock |            | 2023-12-31 |
        2024-01-01 | target      |  50 | count | flow  | 2024-01-01 | 2024-12-31 |
        2024-12-31 | achievement | 240 | count | stock |            | 2024-12-31 |
        2025-02-01 | context     |   1 | count |       |            | 2025-02-01 |
        """,
        "50 | 40 | 2024-12-31 | missed | difference of two stocks | 0.8",
    ),
    "a stock is no flow": (
        """
        2024-01-01 | target      |  50 | count | flow  | 2024-01-01 | 2024-12-31 |
        2024-12-31 | achievement | 240 | count | stock |            | 2024-12-31 |
        """,
        "50 | - | - | no_result | - | -",
    ),
    "growth is a rate: never added up, and without a pace": (
        """
        2025-01-10 | target      |  8   | percent | flow | 2025-01-01 | 2025-12-31 | indicator=econ.growth place_id=VN
        2025-07-10 | achievement |  7.5 | percent | flow | 2025-01-01 | 2025-06-30 | indicator=econ.growth place_id=VN
        2025-10-10 | achievement |  8.2 | percent | flow | 2025-07-01 | 2025-09-30 | indicator=econ.growth place_id=VN
        2025-10-10 | achievement |  7.8 | percent | flow | 2025-01-01 | 2025-09-30 | indicator=econ.growth place_id=VN
        """,
        "8 | 7.8 | 2025-09-30 | behind | same unit; no pace | 0.975",
    ),
    "per year is met by the mean per year": (
        """
        2021-01-10 | target      | 10 | count | flow | 2021-01-01 | 2025-12-31 | per=year
        2023-12-31 | achievement | 33 | count | flow | 2021-01-01 | 2023-12-31 |
        """,
        "10 | 11 | 2023-12-31 | met | same unit, mean per year | 1.1",
    ),
    # ---- percent
    "percent from a fraction": (
        """
        2024-01-01 | target      | 80 | percent | stock |  | 2024-12-31 | indicator=nrd.communes_standard
        2024-11-01 | achievement | 18 | count   | stock |  | 2024-11-01 | indicator=nrd.communes_standard out_of=20
        """,
        "80 | 90 | 2024-11-01 | met | converted from a fraction | 1.125",
    ),
    "percent from a count over the whole known for the place": (
        """
        2023-11-01 | achievement | 12 | count   | stock |  | 2023-11-01 | indicator=nrd.communes_standard out_of=20
        2024-01-01 | target      | 20 | percent | stock |  | 2024-12-31 | indicator=nrd.communes_advanced
        2024-11-01 | achievement |  5 | count   | stock |  | 2024-11-01 | indicator=nrd.communes_advanced
        """,
        "20 | 25 | 2024-11-01 | met | count over the known whole | 1.25",
    ),
    "of one day a percentage goes before a fraction": (
        """
        2024-01-01 | target      | 80   | percent | stock |  | 2024-12-31 | indicator=nrd.communes_standard
        2024-11-01 | achievement | 18   | count   | stock |  | 2024-11-01 | indicator=nrd.communes_standard out_of=20
        2024-11-01 | achievement | 90.1 | percent | stock |  | 2024-11-01 | indicator=nrd.communes_standard
        """,
        "80 | 90.1 | 2024-11-01 | met | same unit | 1.12625",
    ),
    "units that cannot meet do not": (
        """
        2024-01-01 | target      | 50 | USD | flow | 2024-01-01 | 2024-12-31 | indicator=econ.exports
        2024-12-31 | achievement | 60 | VND | flow | 2024-01-01 | 2024-12-31 | indicator=econ.exports
        """,
        "50 | - | - | no_result | - | -",
    ),
    # ---- percentage points
    "a planned fall is met by a stated change": (
        """
        2024-01-10 | target | -1.5  | percentage_point | flow | 2024-01-01 | 2024-12-31 | indicator=poverty.rate comparator=ge
        2024-12-30 | change | -1.59 | percentage_point |      | 2024-01-01 | 2024-12-31 | indicator=poverty.rate
        """,
        "-1.5 | -1.59 | 2024-12-31 | met | stated change | 1.06",
    ),
    "a planned fall is met by the difference of two stocks": (
        """
        2023-12-31 | achievement |  6   | percent          | stock |            | 2023-12-31 | indicator=poverty.rate
        2024-01-10 | target      | -1.5 | percentage_point | flow  | 2024-01-01 | 2024-12-31 | indicator=poverty.rate
        2024-12-31 | achievement |  5   | percent          | stock |            | 2024-12-31 | indicator=poverty.rate
        2025-02-01 | context     |  1   | count            |       |            | 2025-02-01 |
        """,
        "-1.5 | -1 | 2024-12-31 | missed | difference of two stocks | 0.666667",
    ),
    "a planned range of falls asks for the smaller": (
        """
        2024-01-10 | target | -3   | percentage_point | flow | 2024-01-01 | 2024-12-31 | indicator=poverty.rate value_high=-4
        2024-12-30 | change | -3.2 | percentage_point |      | 2024-01-01 | 2024-12-31 | indicator=poverty.rate
        """,
        "-3 | -3.2 | 2024-12-31 | met | stated change | 1.066667",
    ),
    "a yearly fall is met by the mean of the years": (
        """
        2021-01-10 | target      | -1  | percentage_point | flow  | 2021-01-01 | 2025-12-31 | indicator=poverty.rate per=year
        2021-01-10 | achievement | 9   | percent          | stock |            | 2020-12-31 | indicator=poverty.rate
        2023-12-31 | achievement | 5.4 | percent          | stock |            | 2023-12-31 | indicator=poverty.rate
        """,
        "-1 | -1.2 | 2023-12-31 | met | difference of two stocks, mean per year | 1.2",
    ),
    # ---- money
    "planned capital is met by what was disbursed, not by what was allocated": (
        """
        2024-01-10 | target      | 1000 | VND | flow  | 2024-01-01 | 2024-12-31 | indicator=capital.planned programme=NRD
        2024-02-10 | achievement | 1000 | VND | flow  | 2024-01-01 | 2024-12-31 | indicator=capital.allocated programme=NRD
        2024-09-30 | achievement |  600 | VND | stock |            | 2024-09-30 | indicator=capital.disbursed programme=NRD
        """,
        "1000 | 600 | 2024-09-30 | behind | running total | 0.6",
    ),
    "planned capital is met by what was allocated where nothing is known to be disbursed": (
        """
        2024-01-10 | target      | 1000 | VND | flow | 2024-01-01 | 2024-12-31 | indicator=capital.planned
        2024-02-10 | achievement | 1000 | VND | flow | 2024-01-01 | 2024-12-31 | indicator=capital.allocated
        """,
        "1000 | 1000 | 2024-12-31 | met | same unit | 1",
    ),
    "what was paid out by 31 January belongs to the plan of the year before": (
        """
        2025-01-10 | target      | 1000 | VND | flow  | 2025-01-01 | 2025-12-31 | indicator=capital.planned
        2025-02-10 | achievement |  950 | VND | stock |            | 2025-01-31 | indicator=capital.disbursed
        """,
        "1000 | - | - | no_result | - | -",
    ),
    "a disbursement rate is met by stated attainments": (
        """
        2024-01-10 | target     | 95   | percent | stock |  | 2024-12-31 | indicator=capital.disbursement_rate
        2024-12-31 | attainment | 96.5 | percent | stock |  | 2024-12-31 | indicator=capital.disbursement_rate
        """,
        "95 | 96.5 | 2024-12-31 | met | stated attainment | 1.015789",
    ),
    # ---- who meets whom
    "another programme does not meet": (
        """
        2024-01-10 | target      | 10 | VND | flow | 2024-01-01 | 2024-12-31 | indicator=capital.disbursed programme=NRD
        2024-12-31 | achievement | 12 | VND | flow | 2024-01-01 | 2024-12-31 | indicator=capital.disbursed programme=SPR
        """,
        "10 | - | - | no_result | - | -",
    ),
    "a part does not meet the whole": (
        """
        2024-01-10 | target      | 10 | VND | flow | 2024-01-01 | 2024-12-31 | indicator=econ.budget_revenue
        2024-12-31 | achievement | 12 | VND | flow | 2024-01-01 | 2024-12-31 | indicator=econ.budget_revenue part=domestic
        """,
        "10 | - | - | no_result | - | -",
    ),
    "the new unit of the same name does not meet the old one's target": (
        """
        2024-01-10 | target      | 100 | count | stock |  | 2025-12-31 |
        2025-12-31 | achievement | 150 | count | stock |  | 2025-12-31 | place_id=NEW-A
        """,
        "100 | - | - | no_result | - | -",
    ),
    "sub-places are added up where all are there": (
        """
        2024-01-10 | target      | 30 | count | stock |  | 2024-12-31 |
        2024-12-31 | achievement | 20 | count | stock |  | 2024-12-31 | place_id=OLD-A1
        2024-12-31 | achievement | 12 | count | stock |  | 2024-12-31 | place_id=OLD-A2
        """,
        "30 | 32 | 2024-12-31 | met | sub-places added up | 1.066667",
    ),
    "sub-places are not added up where one is missing": (
        """
        2024-01-10 | target      | 30 | count | stock |  | 2024-12-31 |
        2024-12-31 | achievement | 40 | count | stock |  | 2024-12-31 | place_id=OLD-A1
        """,
        "30 | - | - | no_result | - | -",
    ),
    "shares of sub-places are never added up": (
        """
        2024-01-10 | target      | 30 | percent | stock |  | 2024-12-31 | indicator=poverty.rate
        2024-12-31 | achievement | 10 | percent | stock |  | 2024-12-31 | indicator=poverty.rate place_id=OLD-A1
        2024-12-31 | achievement | 12 | percent | stock |  | 2024-12-31 | indicator=poverty.rate place_id=OLD-A2
        """,
        "30 | - | - | no_result | - | -",
    ),
    # ---- restatement
    "of a restated target the newest stands": (
        """
        2024-01-10 | target      | 100 | count | stock |  | 2024-12-31 |
        2024-06-10 | target      | 120 | count | stock |  | 2024-12-31 |
        2024-12-31 | achievement | 110 | count | stock |  | 2024-12-31 |
        2025-02-01 | context     |   1 | count |       |  | 2025-02-01 |
        """,
        "120 | 110 | 2024-12-31 | missed | same unit | 0.916667",
    ),
    "a target repeated late is as old as its value": (
        """
        2024-01-10 | target      | 100 | count | stock |  | 2024-12-31 |
        2024-06-10 | achievement | 101 | count | stock |  | 2024-06-10 |
        2024-11-10 | target      | 100 | count | stock |  | 2024-12-31 |
        """,
        "100 | 101 | 2024-06-10 | met | same unit | 1.01",
    ),
}


@pytest.mark.parametrize(("given", "expected"), CASES.values(), ids=list(CASES))
def test_target_meets_its_achievement(filled: Callable[[str], Any], given: str, expected: str) -> None:
    target, achieved, as_of, status, how, attainment = (cell.strip() for cell in expected.split("|"))
    with filled(given) as con:
        rows = con.execute(
            "select target_value, achieved_value, achieved_as_of, status, how, attainment from targets_vs_achievements"
        ).fetchall()
    assert len(rows) == 1
    row = rows[0]
    assert (row[3], str(row[2] or "-"), row[4] or "-") == (status, as_of, how)
    assert row[0] == float(target)
    assert row[1] == (None if achieved == "-" else pytest.approx(float(achieved)))
    assert row[5] == (None if attainment == "-" else pytest.approx(float(attainment), abs=1e-5))
