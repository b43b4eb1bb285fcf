"""The house law for SQL: one object a file, named as the file, its grain in the first line."""

from __future__ import annotations

import re

import pytest

from warehouse.db.statements import statements
from warehouse.lexicon import load_lexicon

FOLDERS = ("migrations", "load", "views", "refresh", "checks", "queries")
FILES = {f"{folder}/{file.name}": file for folder in FOLDERS for file in statements(folder)}


@pytest.mark.parametrize("name", FILES)
def test_first_line_is_the_grain(name: str) -> None:
    assert re.match(r"-- grain: (one|every) ", FILES[name].text)
    assert len(FILES[name].text.splitlines()) <= 250


@pytest.mark.parametrize("view", statements("views"), ids=lambda view: view.name)
def test_a_view_file_defines_its_own_object_and_comments_it(view: object) -> None:
    text, name = view.text, view.name  # type: ignore[attr-defined]
    assert re.findall(r"create or replace (?:view|macro) (?:main|core)\.(\w+)", text) == [name]
    assert re.search(rf"comment on (view|macro) (main|core)\.{name} is '", text)


@pytest.mark.parametrize("check", statements("checks"), ids=lambda check: check.name)
def test_a_check_says_how_bad_it_is(check: object) -> None:
    assert check.header("severity") in {"fail", "warn"}  # type: ignore[attr-defined]


def test_dimension_words_are_complete() -> None:
    lexicon = load_lexicon()
    units = {row["code"] for row in lexicon.rows("units.csv")}
    programmes = {row["code"] for row in lexicon.table("programmes.toml")["programme"]}
    indicators = lexicon.table("indicators.toml")["indicator"]
    codes = [row["code"] for row in indicators]
    assert len(codes) == len(set(codes))
    assert {"count", "percent", "percentage_point", "times", "VND", "USD", "ha", "km"} <= units
    for row in indicators:
        assert row["direction"] in {"up", "down"}
        assert row["basis"] in {"stock", "flow"}
        assert row["unit"] in {"count", "percent", "money", "area", "length", "mass"}
        assert row.get("programme", "NRD") in programmes
        assert set(row.get("met_by", [])) <= set(codes)
        assert row["en"]
        assert row["ur"]
        assert row["definition"]
        assert row["source"]
