"""Find the SQL files of the package `sql`: one object a file, named as the object."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True)
class Statement:
    """Hold one SQL file: `name` is the file's name without `.sql`, `grain` its first comment line."""

    name: str
    text: str

    @property
    def grain(self) -> str:
        """Say what one row is.

        >>> Statement("figures", "-- grain: one row per mention").grain
        'one row per mention'
        """
        return self.header("grain")

    def header(self, key: str) -> str:
        """Return what a leading comment line `-- key: …` says, empty where there is none."""
        found = re.search(rf"^-- {key}: (.*)$", self.text, flags=re.MULTILINE)
        return found.group(1).strip() if found else ""


@cache
def statements(folder: str) -> tuple[Statement, ...]:
    """Return every SQL file of a folder of the package `sql`, ordered by name."""
    files = sorted(resources.files("sql").joinpath(folder).iterdir(), key=lambda file: file.name)
    return tuple(
        Statement(file.name.removesuffix(".sql"), file.read_text("utf-8"))
        for file in files
        if file.name.endswith(".sql")
    )


def sql(folder: str, name: str) -> str:
    """Return the text of one SQL file.

    >>> sql("load", "span_key").startswith("-- grain:")
    True
    """
    return resources.files("sql").joinpath(folder, f"{name}.sql").read_text("utf-8")
