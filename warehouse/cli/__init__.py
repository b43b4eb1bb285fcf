"""The `hadaf` command: one file a family of verbs; the work itself is elsewhere in `warehouse`."""

from __future__ import annotations

from warehouse.cli.app import main

__all__ = ["main"]
