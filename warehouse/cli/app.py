"""The command itself: its verbs in the order of a day's work, its errors and signals as exit codes."""

from __future__ import annotations

import os
import signal
import sys
import traceback
from types import FrameType
from typing import Final, NoReturn

import click

from warehouse.cli import curate, demo, extract, ingest, judge, operate, query, release
from warehouse.cli.output import emit, harmless
from warehouse.cli.verb import Invocation, global_options
from warehouse.errors import HadafError

# 128 + SIGPIPE, SIGINT, SIGTERM: what a shell reports for a process that the signal ended
BROKEN_PIPE: Final = 141
INTERRUPTED: Final = 130
TERMINATED: Final = 143


class Verbs(click.Group):
    """List the verbs in the order they were added, and suggest the nearest one for a misspelt name."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Keep the order of a day's work instead of the alphabet's."""
        return list(self.commands)


@click.group(
    cls=Verbs,
    params=global_options(),
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
    epilog="`hadaf VERB --help` shows examples and exit codes. Data goes to stdout, logs and progress to stderr.",
)
@click.version_option(package_name="hadaf", prog_name="hadaf")
def hadaf() -> None:
    """Read targets and achievements out of Urdu news into a DuckDB warehouse."""


for command in (
    demo.demo,
    ingest.ingest,
    ingest.backfill,
    ingest.reparse,
    extract.extract,
    judge.evaluate,
    judge.sample,
    query.sql,
    query.describe,
    query.export,
    query.source,
    curate.quarantine,
    curate.correct,
    release.report,
    release.check,
    release.publish,
    release.rollback,
    operate.status,
    operate.doctor,
):
    hadaf.add_command(command)


def _terminate(_signal: int, _frame: FrameType | None) -> NoReturn:
    # a plain SIGTERM would orphan Prefect's temporary server; SystemExit lets every `with` close what it opened
    raise SystemExit(TERMINATED)


def _report(asked: Invocation, error: str, code: int) -> None:
    click.echo(f"hadaf: {harmless(error)}", err=True)
    if asked.json:
        emit({"status": "failed", "exit_code": code, "error": error})


def main() -> None:
    """Run the command and end the process with the exit code of its outcome."""
    signal.signal(signal.SIGTERM, _terminate)
    for stream in (sys.stdout, sys.stderr):
        # a C locale would make Urdu output a crash
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    # the code is carried out of every `except`: what an exception holds on to is let go before Python shuts down
    sys.exit(_run(Invocation()))


def _run(asked: Invocation) -> int:
    """Run the command and return its exit code; every error is said in one line on stderr."""
    try:
        # verbs return their exit code, None standing for 0
        code = hadaf.main(prog_name="hadaf", standalone_mode=False, obj=asked)
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except (click.Abort, KeyboardInterrupt):
        code = INTERRUPTED
    except SystemExit as ending:
        code = ending.code if isinstance(ending.code, int) else 1
    except BrokenPipeError:
        # `hadaf sql … | head`: the reader has what it wanted; point stdout away so that Python's own flush is quiet
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = BROKEN_PIPE
    except HadafError as error:
        _report(asked, str(error), error.exit_code)
        code = error.exit_code
    except Exception as error:  # noqa: BLE001
        # a fault of ours: said in one line like every other, with the trace for whoever mends it
        traceback.print_exc()
        _report(asked, f"internal error, please report it: {type(error).__name__}: {error}", 1)
        code = 1
    return code or 0
