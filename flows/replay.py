"""Runs without the network: every archived page again with today's code, and pages out of WARC files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from prefect import flow

from flows.stages import bring_out, take_in
from warehouse.home import Home
from warehouse.pipeline.gather import archived_pages
from warehouse.pipeline.importing import imported_pages
from warehouse.pipeline.run import begin
from warehouse.pipeline.tally import Outcome
from warehouse.settings import Settings


@flow(name="reparse", validate_parameters=False)
def reparse(home: Home, settings: Settings, *, stale_only: bool = False) -> Outcome:
    """Read every archived page again (or those that older code or words read), publish and report.

    Raises AlreadyRunning, HadafError where nothing is archived, ChecksFailed where the new release is refused.
    """
    with begin(home, settings, command="reparse") as run:
        take_in(run, archived_pages(run, stale_only=stale_only))
        return bring_out(run, everything=not stale_only)


@flow(name="backfill-warc", validate_parameters=False)
def backfill_warc(home: Home, settings: Settings, *, files: Sequence[Path], source: str | None = None) -> Outcome:
    """Take in the pages of WARC files, ours or a crawl's, publish and report.

    Raises AlreadyRunning, HadafError where no page could be read, ChecksFailed where the new release is refused.
    """
    owner = settings.pick([source])[0] if source else None
    with begin(home, settings, command="backfill", sources=[source] if source else []) as run:
        take_in(run, imported_pages(run, files, owner))
        return bring_out(run)
