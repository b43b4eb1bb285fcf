"""`report`, `check`, `publish`, `rollback`: what analysts see, and what keeps bad rows from them."""

from __future__ import annotations

import click

from warehouse.cli.output import cell, emit, harmless, table
from warehouse.cli.published import release_file
from warehouse.cli.verb import invocation, verb
from warehouse.errors import UsageError


@verb("report", examples=["hadaf report", "hadaf --home data/demo report"])
def report() -> None:
    """Write the report's pages anew from the newest release."""
    from warehouse.db.lock import hold
    from warehouse.report import write_site

    asked = invocation()
    file = release_file()
    with hold(asked.home):
        index = write_site(file, asked.home.report)
    if asked.json:
        emit({"report": index, "release_file": file})
    elif not asked.quiet:
        click.echo(index)


@verb("check", examples=["hadaf check", "hadaf --json check | jq '.checks[] | select(.rows > 0)'"], exits=(0, 1, 2, 4))
def check() -> int:
    """Run every check on the newest release and list the rows that break one."""
    from warehouse.db.check import run_checks

    asked = invocation()
    results = run_checks(release_file())
    failed = [result for result in results if result.severity == "fail" and not result.passed]
    if asked.json:
        fields = ("name", "severity", "grain", "rows", "sample")
        emit({"failed": len(failed), "checks": [{key: getattr(result, key) for key in fields} for result in results]})
    elif not asked.quiet:
        shown = [["ok" if r.passed else r.severity, r.name, r.rows, r.grain] for r in results]
        click.echo(table(["result", "check", "rows", "a row is"], shown))
    for result in results:
        if not result.passed and not asked.json and (result.severity == "fail" or not asked.quiet):
            first = ", ".join(f"{key}={cell(value)}" for key, value in result.sample[0].items())
            click.echo(harmless(f"{result.severity}: {result.name}: {result.rows}, the first: {first}"), err=True)
    return 4 if failed else 0


@verb("publish", examples=["hadaf publish", "hadaf --json publish"], exits=(0, 1, 2, 4, 75))
def publish() -> None:
    """Check what the work database holds and publish it as a new release, with its report."""
    asked = invocation()
    settings = asked.settings()
    if not asked.home.work.exists():
        raise UsageError(
            f"{asked.home.work}: no work database; run `hadaf ingest` or `hadaf demo` first (or give --home)"
        )
    from warehouse.pipeline.run import begin
    from warehouse.pipeline.stages import publish_release, refresh_marts, write_report

    with begin(asked.home, settings, command="publish") as run:
        refresh_marts(run)
        publish_release(run)
        write_report(run)
        outcome = run.finish("published", f"published release {run.release}")
    if asked.json:
        emit(outcome.as_dict())
    elif not asked.quiet:
        click.echo(f"release {run.release_file}\nreport  {run.report}")


@verb("rollback", examples=["hadaf rollback 20261122T061703Z", "hadaf sql 'from releases'"], exits=(0, 1, 2, 75))
@click.argument("release")
def rollback(release: str) -> None:
    """Make an earlier release the published one again, and its report."""
    from warehouse.db.lock import hold
    from warehouse.db.publish import rollback as point_back
    from warehouse.report import write_site

    asked = invocation()
    with hold(asked.home):
        back = point_back(asked.home, release)
        write_site(back.path, asked.home.report)
    if asked.json:
        emit({"release": back.id, "release_file": back.path})
    elif not asked.quiet:
        click.echo(
            f"{asked.home.published} is release {back.id} again; the next run that finds something new publishes on"
        )
