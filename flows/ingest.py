"""The main job: what is new at the sources, from the index to the report."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from prefect import flow

from flows.stages import bring_out, harvest, take_in
from warehouse.home import Home
from warehouse.pipeline.run import begin
from warehouse.pipeline.tally import Outcome
from warehouse.settings import Settings


@flow(name="ingest", validate_parameters=False)
def ingest(
    home: Home,
    settings: Settings,
    *,
    sources: Sequence[str] = (),
    since: date | None = None,
    until: date | None = None,
    limit: int | None = None,
    command: str = "ingest",
) -> Outcome:
    """Take in what the sources list from `since` to `until` (default: what is new), publish and report it.

    Raises AlreadyRunning, HadafError where nothing can be published, ChecksFailed where the new release is refused.
    """
    chosen = settings.pick(sources)
    with begin(home, settings, command=command, sources=[source.name for source in chosen]) as run:
        for source in chosen:
            take_in(run, harvest(run, source, since=since, until=until, limit=limit))
        return bring_out(run)
