"""Write a release as files for other tools, described by a Frictionless data package."""

from __future__ import annotations

from warehouse.export.package import export_release

__all__ = ["export_release"]
