"""The dictionary in docs/ says what the database says, and the database leaves nothing unsaid."""

from __future__ import annotations

from pathlib import Path

from warehouse.export.dictionary import of_this_code

COMMITTED = Path(__file__).parents[2] / "docs" / "dictionary.md"


def test_the_committed_dictionary_is_that_of_this_code() -> None:
    assert COMMITTED.read_text("utf-8") == of_this_code(), "run `make dictionary`"


def test_every_object_and_column_says_what_it_means() -> None:
    lines = of_this_code().splitlines()
    assert sum(line.startswith("## ") for line in lines) >= 21
    assert not [line for line in lines if line.endswith(("|  |", ": None", ": "))]
    assert all(lines[at + 1] for at, line in enumerate(lines) if line.startswith("## "))
