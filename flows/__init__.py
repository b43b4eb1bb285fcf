"""When things run: Prefect flows, thin; the work is in `warehouse`. `flows.environment` goes before Prefect."""

from __future__ import annotations
