"""`ingest`, `backfill`, `reparse`: the runs that make a release."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from warehouse.cli.output import emit, harmless
from warehouse.cli.verb import Invocation, invocation, verb
from warehouse.errors import UsageError

if TYPE_CHECKING:
    from warehouse.pipeline.tally import Outcome

RUN_EXITS: Final = (0, 1, 2, 3, 4, 75, 143)
DAY: Final = click.DateTime(["%Y-%m-%d"])


@verb(
    "ingest",
    examples=["hadaf ingest --quiet", "hadaf ingest --source vietnam.vn --since 2026-11-01 --limit 200"],
    exits=RUN_EXITS,
)
@click.option("--source", "sources", multiple=True, metavar="NAME", help="only this source (may be repeated)")
@click.option("--since", type=DAY, metavar="YYYY-MM-DD", help="first day to list [two days before the last good run]")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="fetch at most N pages of each source")
@click.option("--dry-run", is_flag=True, help="list the addresses that would be looked at, fetch no page")
def ingest(sources: tuple[str, ...], since: datetime | None, limit: int | None, dry_run: bool) -> int:
    """Fetch what is new at the configured sources and publish a release (the job for cron)."""
    asked = invocation()
    chosen = asked.settings().pick(sources)
    if dry_run:
        from warehouse.pipeline.gather import would_fetch

        for source in chosen:
            listed = would_fetch(asked.settings(), source, since=_day(since), until=None)
            for url in listed[:limit]:
                emit({"source": source.name, "url": url}) if asked.json else click.echo(url)
        return 0
    return run_ingest(asked, sources=sources, since=_day(since), limit=limit)


@verb(
    "backfill",
    examples=["hadaf backfill --since 2024-01-01 --until 2024-01-31", "hadaf backfill --warc CC-NEWS-2026.warc.gz"],
    exits=RUN_EXITS,
)
@click.option("--since", type=DAY, metavar="YYYY-MM-DD", help="first day of the history to fetch")
@click.option("--until", type=DAY, metavar="YYYY-MM-DD", help="last day of the history to fetch")
@click.option("--source", "sources", multiple=True, metavar="NAME", help="only this source (may be repeated)")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="fetch at most N pages of each source")
@click.option("--warc", is_flag=True, help="read pages from the WARC files named, without the network")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path), metavar="[WARC FILE]...")
def backfill(
    *,
    since: datetime | None,
    until: datetime | None,
    sources: tuple[str, ...],
    limit: int | None,
    warc: bool,
    files: tuple[Path, ...],
) -> int:
    """Take in history: from a site's day sitemaps, or from WARC files (ours or a crawl's); resumable."""
    asked = invocation()
    if warc or files:
        return _backfill_files(asked, files, sources, warc)
    if since is None or until is None:
        raise UsageError("backfill needs --since and --until, or --warc FILE…")
    if until < since:
        raise UsageError(f"--until {until:%Y-%m-%d} is before --since {since:%Y-%m-%d}")
    asked.settings().pick(sources)
    return run_ingest(asked, sources=sources, since=since.date(), until=until.date(), limit=limit, command="backfill")


def _backfill_files(asked: Invocation, files: tuple[Path, ...], sources: tuple[str, ...], warc: bool) -> int:
    if not warc:
        raise UsageError(f"{files[0]}: to read pages from WARC files say --warc")
    if not files:
        raise UsageError("--warc needs the files to read")
    if len(sources) > 1:
        raise UsageError("pages of WARC files belong to one --source")
    for file in files:
        if not file.is_file():
            raise UsageError(f"{file}: no such file")
    if sources:
        asked.settings().pick(sources)

    def flow() -> Outcome:
        from flows.replay import backfill_warc

        return backfill_warc(asked.home, asked.settings(), files=files, source=sources[0] if sources else None)

    return finish(asked, run_flow(asked, flow))


@verb("reparse", examples=["hadaf reparse --stale", "hadaf --home data/demo reparse"], exits=RUN_EXITS)
@click.option("--stale", is_flag=True, help="only pages that older code or words have read")
def reparse(stale: bool) -> int:
    """Read every archived page again with today's code and lexicon, offline, and publish."""
    asked = invocation()
    asked.settings()

    def flow() -> Outcome:
        from flows.replay import reparse as replay

        return replay(asked.home, asked.settings(), stale_only=stale)

    return finish(asked, run_flow(asked, flow))


def run_ingest(
    asked: Invocation,
    *,
    sources: tuple[str, ...],
    since: date | None,
    until: date | None = None,
    limit: int | None = None,
    command: str = "ingest",
) -> int:
    """Run the ingest flow and print how it ended; return the exit code."""

    def flow() -> Outcome:
        from flows.ingest import ingest as take_in

        return take_in(
            asked.home, asked.settings(), sources=sources, since=since, until=until, limit=limit, command=command
        )

    return finish(asked, run_flow(asked, flow))


def run_flow(asked: Invocation, flow: Callable[[], Any]) -> Outcome:
    """Run a flow in this process, its environment set before Prefect is imported.

    Before Prefect starts, which takes some ten seconds, raises AlreadyRunning where another run holds the lock, and
    UsageError where the analyst's own words or `PREFECT_API_URL` lead nowhere.
    """
    from flows.environment import prepare, require_server
    from warehouse.db.lock import hold
    from warehouse.lexicon import load_lexicon

    load_lexicon(asked.home.lexicon)
    require_server()
    with hold(asked.home):
        # only a look: the flow takes the lock itself, for deployments start it without this command
        prepare(asked.home.prefect)
    outcome: Outcome = flow()
    return outcome


def finish(asked: Invocation, outcome: Outcome) -> int:
    """Print how a run ended and return its exit code; with `--quiet` only what went wrong is printed, on stderr."""
    if asked.json:
        emit(outcome.as_dict())
    elif not asked.quiet:
        click.echo(harmless(outcome.message))
    if outcome.exit_code and not asked.json:
        for line in (*outcome.problems, *outcome.failures)[:20]:
            click.echo(f"hadaf: {harmless(line)}", err=True)
    return outcome.exit_code


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None
