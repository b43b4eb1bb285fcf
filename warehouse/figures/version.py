"""The version of everything that reading depends on: code and words."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib import resources
from typing import Any

from warehouse.lexicon import Lexicon


def extractor_version(lexicon: Lexicon) -> str:
    """Return 8 hex digits of the reading code and 8 of the lexicon: a figure with another version is stale.

    >>> from warehouse.lexicon import load_lexicon
    >>> len(extractor_version(load_lexicon()))
    17
    """
    return f"{_code_digest()}-{lexicon.version[:8]}"


@cache
def _code_digest() -> str:
    whole = hashlib.sha256()
    for package in ("warehouse.text", "warehouse.figures"):
        _add(resources.files(package), whole)
    return whole.hexdigest()[:8]


def _add(folder: Any, whole: Any) -> None:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir() and not entry.name.startswith("__"):
            _add(entry, whole)
        elif entry.name.endswith(".py"):
            whole.update(entry.name.encode() + b"\0" + entry.read_bytes())
