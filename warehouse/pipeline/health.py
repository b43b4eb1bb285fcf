"""Say how the last run ended and what the sources give cause to doubt, where nothing may have been published.

A run that cannot read an index publishes nothing, and no other process may open the work database: so each run leaves
this file, and `hadaf status` reads it beside the newest release.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from warehouse.home import Home
from warehouse.pipeline.tally import Outcome


def write(home: Home, run_id: str, outcome: Outcome, alarms: Sequence[Mapping[str, Any]]) -> None:
    """Replace the file, atomically."""
    said = {
        "run_id": run_id,
        "ended_at": f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}",
        "status": outcome.status,
        "message": outcome.message,
        "exit_code": outcome.exit_code,
        "alarms": list(alarms),
    }
    fresh = home.health.with_suffix(".new")
    fresh.write_text(json.dumps(said, ensure_ascii=False, indent=1), encoding="utf-8")
    fresh.replace(home.health)


def read(home: Home) -> dict[str, Any] | None:
    """Return what the last run left (run_id, ended_at, status, message, exit_code, alarms), None before the first."""
    if not home.health.exists():
        return None
    said: dict[str, Any] = json.loads(home.health.read_text(encoding="utf-8"))
    return said
