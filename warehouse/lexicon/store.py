"""Read the lexicon's files, the user's lines over the shipped ones."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from warehouse.errors import UsageError
from warehouse.lexicon.own import OWN, check_own
from warehouse.lexicon.parse import csv_rows, toml_table


@dataclass(frozen=True, eq=False)
class Lexicon:
    """Hold every lexicon file by its path inside the lexicon (`numbers.csv`, `places/units.csv`).

    `version` is 12 hex digits over all files in use, so that a changed word changes `extractor_version`.
    """

    files: Mapping[str, bytes]
    version: str
    _parsed: dict[Hashable, Any] = field(default_factory=dict, repr=False)

    def table(self, name: str) -> dict[str, Any]:
        """Return a TOML file as nested dictionaries; the user's tables are appended to lists and override keys."""
        return self._once(name, lambda: _merge_toml(name, self._layers(name)))

    def rows(self, name: str) -> list[dict[str, str]]:
        """Return a CSV file's rows as dictionaries of stripped strings, shipped rows first; `#` lines are comments."""
        return self._once(name, lambda: [row for layer in self._layers(name) for row in csv_rows(name, layer)])

    def derived(self, name: Hashable, build: Callable[[Lexicon], Any]) -> Any:
        """Return what `build(self)` makes, built once for this lexicon and name (compiled frames)."""
        return self._once(("derived", name), lambda: build(self))

    def _layers(self, name: str) -> list[bytes]:
        layers = [self.files[key] for key in (name, f"{OWN}{name}") if key in self.files]
        if not layers:
            raise UsageError(f"the lexicon has no file {name}")
        return layers

    def _once(self, key: Hashable, build: Callable[[], Any]) -> Any:
        if key not in self._parsed:
            self._parsed[key] = build()
        return self._parsed[key]


def load_lexicon(user_dir: Path | None = None) -> Lexicon:
    """Read the shipped lexicon and, where it is given, the user's lines in `user_dir`.

    Raises UsageError, naming file, line and near miss, for a file of the user's that is not valid UTF-8, TOML or CSV,
    and for a name, column, key, code or number in it that means nothing: no line of theirs is without effect.

    >>> len(load_lexicon().version)
    12
    """
    shipped = _shipped()
    if user_dir is None or not user_dir.is_dir():
        return shipped
    files = dict(shipped.files)
    for path in sorted(user_dir.rglob("*")):
        if path.suffix in {".toml", ".csv"} and path.is_file():
            files[f"{OWN}{path.relative_to(user_dir).as_posix()}"] = path.read_bytes()
    if len(files) == len(shipped.files):
        return shipped
    lexicon = Lexicon(files, _digest(files))
    check_own(lexicon)
    return lexicon


@cache
def _shipped() -> Lexicon:
    root = resources.files("warehouse.lexicon")
    files = dict(sorted(_walk(root, "")))
    return Lexicon(files, _digest(files))


def _walk(folder: Any, prefix: str) -> Iterator[tuple[str, bytes]]:
    for entry in folder.iterdir():
        if entry.is_dir() and not entry.name.startswith("__"):
            yield from _walk(entry, f"{prefix}{entry.name}/")
        elif entry.name.endswith((".toml", ".csv")):
            yield f"{prefix}{entry.name}", entry.read_bytes()


def _digest(files: Mapping[str, bytes]) -> str:
    whole = hashlib.sha256()
    for name, content in sorted(files.items()):
        whole.update(f"{name}\0{len(content)}\0".encode())
        whole.update(content)
    return whole.hexdigest()[:12]


def _merge_toml(name: str, layers: list[bytes]) -> dict[str, Any]:
    merged: dict[str, Any] = {}
    for content in layers:
        _lay_over(merged, toml_table(name, content))
    return merged


def _lay_over(base: dict[str, Any], above: Mapping[str, Any]) -> None:
    for key, value in above.items():
        old = base.get(key)
        if isinstance(old, dict) and isinstance(value, dict):
            _lay_over(old, value)
        elif isinstance(old, list) and isinstance(value, list):
            base[key] = old + value
        else:
            base[key] = value
