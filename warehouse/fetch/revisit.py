"""Decide when a page is looked at again without its index saying that it changed, and how many of a run may be that."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Any, Final

UNCHANGED_DAYS: Final = (1, 3, 7, 30)
"""Days to the next look at a page: after its first visit, and after each one that found it unchanged; then never."""
CHANGED_HOURS: Final = 6
"""Hours to the next look at a page that its last visit found changed: live pages grow. Then from one day on again."""
MISSING_DAYS: Final = (1, 7, 30)
"""Days after which a 404 is asked again, three times in all: pages come back. 410 means never again (RFC 9110)."""
FAILED_DAYS: Final = (0, 0, 1, 3, 7, 30)
"""Days after which a failure is tried again (0: by the next run), six times in all."""
UNCONDITIONAL_EVERY: Final = 3
"""Every third visit of a page is asked without validators: servers say 304 to pages that have changed."""
REVISIT_SHARE: Final = 0.2
"""Most of a run's page requests that may be such looks."""
FEWEST: Final = 20
"""Looks that a run may make when its index lists little or nothing new."""

_LADDERS: Final[Mapping[str, tuple[int, ...]]] = {
    "new": UNCHANGED_DAYS,
    "changed": UNCHANGED_DAYS,
    "unchanged": UNCHANGED_DAYS,
    "gone": MISSING_DAYS,
    "failed": FAILED_DAYS,
}


def next_visit(
    outcome: str, status: int | None, before: Mapping[str, Any] | None, now: datetime
) -> tuple[datetime | None, int]:
    """Give the moment of the next look (None: only when the index says so) and the step on the ladder it stands on.

    `before` is what was known before this visit (its `outcome` and `revisit_step`); a ladder is climbed a step with
    each visit that ends as the last one did, and begun anew otherwise.

    >>> day = datetime(2026, 7, 1)
    >>> next_visit("new", 200, None, day)
    (datetime.datetime(2026, 7, 2, 0, 0), 0)
    >>> next_visit("unchanged", 304, {"outcome": "new", "revisit_step": 0}, day)
    (datetime.datetime(2026, 7, 4, 0, 0), 1)
    >>> next_visit("changed", 200, {"outcome": "unchanged", "revisit_step": 2}, day)
    (datetime.datetime(2026, 7, 1, 6, 0), 0)
    >>> next_visit("gone", 410, None, day), next_visit("refused", None, None, day)
    ((None, 0), (None, 0))
    """
    ladder = _LADDERS.get(outcome)
    if ladder is None or status == HTTPStatus.GONE:
        return None, 0
    same = before is not None and _LADDERS.get(str(before.get("outcome"))) is ladder
    step = int(before.get("revisit_step") or 0) + 1 if before and same and outcome not in ("new", "changed") else 0
    if outcome == "changed":
        return now + timedelta(hours=CHANGED_HOURS), 0
    return (now + timedelta(days=ladder[step]) if step < len(ladder) else None), step


def is_unconditional(before: Mapping[str, Any]) -> bool:
    """Tell whether it is a page's turn to be asked without validators, by the count of its visits."""
    return (int(before.get("n_visits") or 1) + 1) % UNCONDITIONAL_EVERY == 0


def shared_out(listed: int, again: int, cap: int | None) -> tuple[int, int]:
    """Share a run's page requests between what the index lists and looks of our own; `cap` bounds both together.

    >>> shared_out(1700, 900, None), shared_out(0, 900, None), shared_out(5000, 900, 2000), shared_out(3, 900, 10)
    ((1700, 425), (0, 20), (1600, 400), (3, 7))
    """
    own = min(again, max(FEWEST, int(listed * REVISIT_SHARE / (1 - REVISIT_SHARE))))
    if cap is None or listed + own <= cap:
        return listed, own
    own = min(own, max(int(cap * REVISIT_SHARE), cap - listed))
    return min(listed, cap - own), own
