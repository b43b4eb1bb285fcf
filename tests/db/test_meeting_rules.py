"""How a target meets its achievement (design section 3), rule by rule, as tables to check by eye: meeting_rules/.

Without other words the figures are about ocop.products of Alpha (until 2025-06-30), each in an article of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

RULES = Path(__file__).parent / "meeting_rules"
Case = tuple[str, str]


def cases_of(family: Path) -> dict[str, Case]:
    """Read the cases of one family of rules, `== name`, lines of figures, `=> expected`; a line of `#` explains."""
    cases: dict[str, Case] = {}
    for block in family.read_text(encoding="utf-8").split("\n== ")[1:]:
        name, lines = block.split("\n", 1)
        given, expected = lines.split("=> ")
        assert name not in cases
        cases[name] = given, expected.strip()
    return cases


CASES = {name: case for family in sorted(RULES.glob("*.txt")) for name, case in cases_of(family).items()}


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
