"""Run `python -m warehouse.cli` as the `hadaf` command."""

from __future__ import annotations

from warehouse.cli.app import main

main()
