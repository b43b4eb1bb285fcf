"""The static site for people who would rather look than read: no server, no script, opens from disk."""

from __future__ import annotations

from warehouse.report.site import write_site

__all__ = ["write_site"]
