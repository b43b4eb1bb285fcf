"""`quarantine` and `correct`: what was not believed and why; what a person knows better."""

from __future__ import annotations

import getpass
from typing import Any

import click

from warehouse.citation import split_sentence
from warehouse.cli.output import emit, harmless, table
from warehouse.cli.published import release_file
from warehouse.cli.verb import global_options, invocation, verb
from warehouse.errors import UsageError


@click.group(
    "quarantine",
    params=global_options(after_verb=True),
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="`hadaf quarantine ACTION --help` shows examples and exit codes.",
)
def quarantine() -> None:
    """List, show and release the numbers that were read but not believed."""


@verb("list", examples=["hadaf quarantine list", "hadaf quarantine list --reason garbled --limit 200"])
@click.option("--reason", metavar="TEXT", help="only this reason")
@click.option("--limit", default=50, show_default=True, type=click.IntRange(min=1), metavar="N", help="at most N rows")
def list_quarantine(reason: str | None, limit: int) -> None:
    """List numbers in quarantine, newest pages first."""
    from warehouse.db.query import quarantined

    rows = quarantined(release_file(), reason=reason, limit=limit)
    if invocation().json:
        emit(rows)
    else:
        columns = ("quarantine_id", "published", "reason", "mention", "sentence")
        click.echo(table(columns, [[row[name] for name in columns] for row in rows]))


@verb("show", examples=["hadaf quarantine show 0f3a9c51d2e4b687", "hadaf --json quarantine show 0f3a9c51d2e4b687"])
@click.argument("quarantine_id")
def show(quarantine_id: str) -> None:
    """Show one number in quarantine in its sentence, with the reason."""
    from warehouse.db.query import quarantine_row

    row = quarantine_row(release_file(), quarantine_id)
    if invocation().json:
        emit(row)
        return
    before, mention, after = split_sentence(row["sentence"] or "", row["mention"])
    click.echo(harmless(f"{before}⟦{mention}⟧{after}"))
    for key in ("reason", "title", "source", "published", "article_url", "origin_url"):
        click.echo(f"{key:12} {harmless(str(row[key] or ''))}")


@verb(
    "release",
    examples=[
        "hadaf quarantine release 0f3a9c51d2e4b687 --set value=320 --set unit=count --set role=context --reason 'typo'",
        "hadaf reparse",
    ],
)
@click.argument("quarantine_id")
@click.option(
    "--set", "fields", multiple=True, metavar="FIELD=VALUE", help="what the number means (value, unit, role …)"
)
@click.option("--reason", required=True, help="why it is to be believed")
@click.option("--by", "made_by", metavar="NAME", help="who says so [your user name]")
def release(quarantine_id: str, fields: tuple[str, ...], reason: str, made_by: str | None) -> None:
    """Believe a number in quarantine after all, from the next reparse on."""
    from warehouse.db.corrections import release as accept
    from warehouse.db.query import quarantine_row

    quarantine_row(release_file(), quarantine_id)
    accept(
        invocation().home.lexicon,
        quarantine_id,
        dict(_assignment(field) for field in fields),
        reason=reason,
        made_by=made_by or _user(),
    )
    _say_where()


quarantine.add_command(list_quarantine)
quarantine.add_command(show)
quarantine.add_command(release)


@verb(
    "correct",
    examples=[
        "hadaf correct 0f3a9c51d2e4b687 --set role=target --reason 'a plan, not a result'",
        "hadaf correct 0f3a9c51d2e4b687 --drop --reason 'a house number'",
    ],
)
@click.argument("figure_id")
@click.option("--set", "fields", multiple=True, metavar="FIELD=VALUE", help="the right value (empty: none)")
@click.option("--drop", is_flag=True, help="it is no figure: move it to quarantine")
@click.option("--reason", required=True, help="why; shown beside the figure")
@click.option("--by", "made_by", metavar="NAME", help="who says so [your user name]")
def correct(figure_id: str, fields: tuple[str, ...], drop: bool, reason: str, made_by: str | None) -> None:
    """Correct a published figure, from the next reparse on, as long as the page is still read as it is now."""
    from warehouse.db.corrections import correct as note
    from warehouse.db.query import figure

    if drop == bool(fields):
        raise UsageError("say either --set FIELD=VALUE (one or more) or --drop")
    found = figure(release_file(), figure_id)
    changes = [("drop", "")] if drop else [_assignment(field) for field in fields]
    for name, value in changes:
        read = found["mention"] if drop else found.get(name)
        # the expectation: when the page or the reader changes, the correction waits for a person to look again
        note(
            invocation().home.lexicon,
            figure_id,
            name,
            value,
            reason=reason,
            expected=_written(read),
            made_by=made_by or _user(),
        )
    _say_where()


def _assignment(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise UsageError(f"--set {text!r}: write FIELD=VALUE")
    return name.strip(), value.strip()


def _written(value: Any) -> str:
    return "" if value is None else str(value)


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container's user without a name
        return ""


def _say_where() -> None:
    asked = invocation()
    path = asked.home.lexicon / "corrections.csv"
    if asked.json:
        emit({"corrections": path})
    elif not asked.quiet:
        click.echo(f"noted in {path}; it holds from the next `hadaf reparse --stale` on")
