"""Choose between what several places of a page say of one field, and say how sure the choice is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

Value = TypeVar("Value")

_TRUST: Final = {
    "byline": 0.9,
    "h1": 0.9,
    "json-ld": 0.9,
    "microdata": 0.9,
    "meta": 0.85,
    "time": 0.85,
    "url": 0.85,
    "heading": 0.7,
    "title": 0.7,
    "near title": 0.7,
    "title suffix": 0.7,
    "line": 0.6,
    "first lines": 0.5,
    "logo": 0.5,
    "host": 0.4,
}
"""How far one place is trusted alone (0 to 1), by the first part of its name; a guess from what the sites do wrong."""

_CONTRADICTED: Final = 0.8  # of the trust is left when another trusted place says otherwise
_TRUSTED: Final = 0.8


@dataclass(frozen=True)
class Choice(Generic[Value]):
    """Hold the value chosen, where it was found, the other places that say the same, and the trust in it (0 to 1)."""

    value: Value
    where: str
    agreeing: tuple[str, ...]
    trust: float


def trust_in(where: str) -> float:
    """Give the trust in one place alone."""
    return _TRUST.get(where.partition(":")[0], 0.5)


def choose(candidates: Sequence[tuple[Value, str]]) -> Choice[Value] | None:
    """Take the first candidate; every other place that says the same halves the doubt, one that denies it raises it.

    >>> choose([("a", "h1"), ("a", "meta:og:title")]).trust, choose([("a", "h1"), ("b", "meta:og:title")]).trust
    (0.95, 0.72)
    >>> choose([]) is None
    True
    """
    if not candidates:
        return None
    value, where = candidates[0]
    said = {found.partition(":")[0]: (one, found) for one, found in reversed(candidates[1:])}
    said.pop(where.partition(":")[0], None)
    agreeing = tuple(found for one, found in said.values() if one == value)
    trust = 1 - (1 - trust_in(where)) * 0.5 ** len(agreeing)
    if any(one != value and trust_in(found) >= _TRUSTED for one, found in said.values()):
        trust *= _CONTRADICTED
    return Choice(value, where, agreeing, round(trust, 2))
