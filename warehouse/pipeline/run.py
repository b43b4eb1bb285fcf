"""Open and close a run: the lock, the work database, the run's record, the dead-man's switch."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from warehouse import logs
from warehouse.db import corrections, runs
from warehouse.db.connect import open_work
from warehouse.db.lock import hold
from warehouse.db.migrate import migrate
from warehouse.db.seed import seed
from warehouse.errors import ChecksFailed
from warehouse.fetch.pace import Pace
from warehouse.fetch.ping import ping
from warehouse.figures.version import extractor_version
from warehouse.home import Home
from warehouse.lexicon import Lexicon, load_lexicon
from warehouse.pages import LimitedReader
from warehouse.pipeline import health
from warehouse.pipeline.tally import Outcome, Tally
from warehouse.settings import Settings

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_LOG = logging.getLogger(__name__)


@dataclass
class Run:
    """Hold what every stage of a run needs, and what it has done so far."""

    home: Home
    settings: Settings
    run_id: str
    lexicon: Lexicon
    extractor_version: str
    tally: Tally = field(default_factory=Tally)
    reader: LimitedReader = field(default_factory=LimitedReader)
    pace: Pace = field(default_factory=Pace)
    release: str | None = None
    release_file: Path | None = None
    report: Path | None = None
    archive_removed: Sequence[str] = ()
    outcome: Outcome | None = None

    @contextmanager
    def work(self) -> Iterator[DuckDBPyConnection]:
        """Open the work database for one stage."""
        with open_work(self.home.work, self.settings.warehouse.memory_limit) as con:
            yield con

    def note_counts(self) -> None:
        """Record what was done so far, in all and at each source: a release is copied before its own run has ended."""
        rows = [tally.row(source) for source, tally in sorted(self.tally.by_source.items())]
        with self.work() as con:
            runs.count_run(con, self.run_id, **self.tally.counts())
            if rows:
                runs.count_sources(con, self.run_id, rows)

    def finish(self, status: str, message: str, exit_code: int = 0) -> Outcome:
        """Note how the run ends; what it prints and records is made from this."""
        self.outcome = Outcome(
            run_id=self.run_id,
            status=status,
            message=message,
            exit_code=exit_code,
            counts=self.tally.counts(),
            release=self.release,
            release_file=self.release_file,
            report=self.report,
            archive_removed=tuple(self.archive_removed),
            failures=tuple(self.tally.failures),
            problems=tuple(self.tally.problems),
            notes=tuple(self.tally.notes),
            rejected=dict(self.tally.rejected),
            passed_over=dict(self.tally.passed_over),
        )
        return self.outcome


@contextmanager
def begin(home: Home, settings: Settings, *, command: str, sources: Sequence[str] = ()) -> Iterator[Run]:
    """Hold the lock, bring the work database up, record the run, and record how it ended, however it ends.

    Raises AlreadyRunning where another run holds the lock.
    """
    with hold(home):
        lexicon = load_lexicon(home.lexicon if home.lexicon.is_dir() else None)
        version = extractor_version(lexicon)
        with open_work(home.work, settings.warehouse.memory_limit) as con:
            migrate(con)
            seed(con, lexicon)
            corrections.take_over(con, home.lexicon)
            run_id = runs.start_run(con, command=command, sources=sources, extractor_version=version)
        run = Run(home=home, settings=settings, run_id=run_id, lexicon=lexicon, extractor_version=version)
        logs.use_run(run_id)
        _ping(settings, "start")
        try:
            yield run
        except BaseException as error:
            status = "checks failed" if isinstance(error, ChecksFailed) else "failed"
            if not isinstance(error, Exception):  # SystemExit, KeyboardInterrupt, Prefect's own signal
                status = "terminated"
            _record(run, replace_outcome(run, status, _one_line(error), getattr(error, "exit_code", 1)))
            _ping(settings, "fail")
            raise
        else:
            outcome = run.outcome or run.finish("failed", "the run ended without an outcome", 1)
            _record(run, outcome)
            _ping(settings, "success" if outcome.exit_code in (0, 3) else "fail")
        finally:
            run.reader.close()
            logs.use_run(None)


def replace_outcome(run: Run, status: str, message: str, exit_code: int) -> Outcome:
    """Say that a run ended otherwise than its outcome says, if it has one."""
    if run.outcome is None:
        return run.finish(status, message, exit_code)
    run.outcome = replace(run.outcome, status=status, message=message, exit_code=exit_code)
    return run.outcome


def _record(run: Run, outcome: Outcome) -> None:
    run.note_counts()
    with run.work() as con:
        runs.finish_run(
            con, run.run_id, status=outcome.status, message=outcome.message, release_id=run.release, **outcome.counts
        )
        alarms = runs.alarms(con)
    health.write(run.home, run.run_id, outcome, alarms)
    for alarm in alarms:
        if alarm["source"] in run.tally.by_source:
            _LOG.warning("%s: %s: %s", alarm["source"], alarm["alarm"], alarm["said"])


def _ping(settings: Settings, kind: Literal["start", "success", "fail"]) -> None:
    if settings.notify.ping_url:
        ping(settings.notify.ping_url, kind)


def _one_line(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}".splitlines()[0]
