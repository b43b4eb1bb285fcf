"""`status` and `doctor`: was last night's run good, and is this machine fit for the next."""

from __future__ import annotations

import re
from typing import Any, Final

import click

from warehouse.cli.output import cell, emit, harmless, table
from warehouse.cli.published import release_file
from warehouse.cli.verb import invocation, verb
from warehouse.errors import UsageError

HOURS: Final = {"h": 1.0, "d": 24.0, "m": 1 / 60}


@verb(
    "status",
    examples=["hadaf status --max-age 36h --alarms --quiet", "hadaf status --unknown"],
    exits=(0, 1, 2),
)
@click.option("--max-age", metavar="AGE", help="end with 1 when the newest release is older (36h, 2d, 90m)")
@click.option("--alarms", "watch_alarms", is_flag=True, help="end with 1 when a source gives cause for alarm")
@click.option("--unknown", is_flag=True, help="list the counted things that no indicator names yet")
def status(max_age: str | None, watch_alarms: bool, unknown: bool) -> int:
    """Say what is published, how fresh it is, how the last run ended, and which sources give cause for alarm."""
    from warehouse.db.query import status as published_status
    from warehouse.db.query import unknown_items
    from warehouse.pipeline.health import read as last_health

    asked = invocation()
    oldest = _hours(max_age) if max_age else None
    if unknown:
        rows = unknown_items(release_file())
        if asked.json:
            emit(rows)
        else:
            click.echo(table(list(rows[0]) if rows else ["item"], [list(row.values()) for row in rows]))
        return 0
    found = published_status(release_file())
    stale = oldest is not None and found["age_hours"] > oldest
    health = last_health(asked.home)
    alarms = health["alarms"] if health else []
    if asked.json:
        emit({**found, "stale": stale, "last_run": health, "alarms": alarms})
    elif not asked.quiet:
        _print_status(found)
        _print_health(health)
    if stale:
        click.echo(
            f"hadaf: the newest release, {found['release']['release_id']}, is {found['age_hours']:.1f} hours old "
            f"(--max-age {max_age})",
            err=True,
        )
    if watch_alarms:
        for alarm in alarms:
            click.echo("hadaf: " + harmless(f"{alarm['source']}: {alarm['alarm']}: {alarm['said']}"), err=True)
    return 1 if stale or (watch_alarms and alarms) else 0


def _print_health(health: dict[str, Any] | None) -> None:
    if not health:
        return
    click.echo()
    click.echo(harmless(f"last run  {health['run_id']}, ended {health['ended_at']}: {health['message']}"))
    for alarm in health["alarms"]:
        click.echo(harmless(f"alarm     {alarm['source']}: {alarm['alarm']}: {alarm['said']}"))


def _print_status(found: dict[str, Any]) -> None:
    release, run = found["release"], found["run"]
    click.echo(f"release   {release['release_id']}, {found['age_hours']:.1f} hours old, as of {cell(release['as_of'])}")
    counted = ("articles", "figures", "quarantined", "milestones", "observations")
    click.echo("holds     " + ", ".join(f"{cell(release[f'n_{name}'])} {name}" for name in counted))
    for row in found["changes"]:
        counts = f"+{row['n_added']} ~{row['n_changed']} -{row['n_withdrawn']}"
        click.echo(f"changed   {row['object']}: {counts} (rows added, changed, withdrawn)")
    click.echo("targets   " + ", ".join(f"{cell(n)} {status}" for status, n in found["targets"].items()))
    if run:
        # the release was copied before its own run had ended
        click.echo(f"run       {run['run_id']} ({run['command']}), began {cell(run['started_at'])} UTC")
    columns = ("source", "newest_published", "last_visit_at", "n_articles", "n_failing", "watermark")
    click.echo()
    click.echo(table(columns, [[row[name] for name in columns] for row in found["sources"]]))


def _hours(text: str) -> float:
    parts = re.fullmatch(r"(\d+(?:\.\d+)?)([hdm])", text.strip().lower())
    if not parts:
        raise UsageError(f"--max-age {text!r}: write a number and h, d or m (36h)")
    return float(parts[1]) * HOURS[parts[2]]


@verb(
    "doctor", examples=["hadaf doctor", "hadaf doctor --probe https://www.vietnam.vn/ur/some-article"], exits=(0, 1, 2)
)
@click.option("--probe", metavar="URL", help="fetch one page and show what is read from it (nothing is stored)")
@click.option("--layout", default="generic", show_default=True, metavar="NAME", help="page layout for --probe")
def doctor(probe: str | None, layout: str) -> int:
    """Look over this installation: versions, home, lock, disk, config, fonts; or try one page of a new site."""
    asked = invocation()
    if probe:
        return _probe(probe, layout)
    from warehouse.pipeline.doctor import examine

    findings = examine(asked.home, asked.settings())
    bad = [finding for finding in findings if not finding.good]
    if asked.json:
        emit({"good": not bad, "findings": [vars(finding) for finding in findings]})
    elif not asked.quiet or bad:
        shown = bad if asked.quiet else findings
        click.echo(
            table(["", "what", "found"], [["ok" if f.good else "!!", f.what, f.found] for f in shown], widest=110)
        )
    return 1 if bad else 0


def _probe(url: str, layout: str) -> int:
    from warehouse.pipeline.probe import probe

    asked = invocation()
    seen = probe(url, layout, asked.settings())
    if asked.json:
        emit(seen)
        return 0 if seen["read"] else 1
    for key, value in seen.items():
        if isinstance(value, list):
            click.echo(f"{key:12} {len(value)}")
            for item in value[:5]:
                click.echo(f"             {harmless(str(item))[:160]}")
        elif isinstance(value, dict):
            click.echo(f"{key:12} " + harmless(", ".join(f"{name}={item}" for name, item in value.items())))
        else:
            click.echo(f"{key:12} {cell(value)}")
    return 0 if seen["read"] else 1
