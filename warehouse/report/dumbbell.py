"""Place a target and its achievement on a line: the geometry; the template draws it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

WIDTH: Final = 320.0
MARGIN: Final = 10.0
"""Room for the dots at the ends, in the drawing's own units."""


@dataclass(frozen=True)
class Dumbbell:
    """Hold the horizontal positions (0 to WIDTH) of what is drawn; None: not drawn."""

    zero: float | None
    target: float
    achieved: float | None


def dumbbell(target: float, achieved: float | None) -> Dumbbell:
    """Scale one row: from zero where nothing is negative, so that lengths compare; else from the lowest value.

    >>> dumbbell(20.0, 10.0)
    Dumbbell(zero=10.0, target=310.0, achieved=160.0)
    """
    values = [value for value in (target, achieved) if value is not None]
    low, high = min(0.0, *values), max(0.0, *values)
    span = (high - low) or 1.0

    def at(value: float | None) -> float | None:
        return None if value is None else round(MARGIN + (value - low) / span * (WIDTH - 2 * MARGIN), 1)

    return Dumbbell(at(0.0), at(target) or MARGIN, at(achieved))
