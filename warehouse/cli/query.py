"""`sql`, `describe`, `source`, `export`: reading a release."""

from __future__ import annotations

import csv
import sys
from pathlib import Path
from typing import Any, Final

import click

from warehouse.citation import deep_link, split_sentence, web_address
from warehouse.cli.output import cell, emit, harmless, plain, table
from warehouse.cli.published import release_file
from warehouse.cli.verb import invocation, verb
from warehouse.errors import UsageError
from warehouse.spreadsheet import formula_safe

SHOWN_ROWS: Final = 200
"""Rows that a table on the terminal shows; the machine formats give all."""


@verb(
    "sql",
    examples=[
        "hadaf sql \"select place, indicator, gap from targets_vs_achievements where status = 'missed'\"",
        'hadaf sql --format csv "from figures" > figures.csv',
        "hadaf sql --query missed_targets",
    ],
)
@click.argument("statement", required=False)
@click.option("--query", "name", metavar="NAME", help="run one of the questions that come with hadaf")
@click.option("--queries", is_flag=True, help="list those questions")
@click.option(
    "--format", "form", type=click.Choice(["table", "jsonl", "csv"]), default="table", help="form of the output"
)
@click.option("--limit", default=SHOWN_ROWS, show_default=True, metavar="N", help="rows that a table shows")
def sql(statement: str | None, name: str | None, queries: bool, form: str, limit: int) -> None:
    """Run one SQL statement on the newest release: read-only, no files, no network ("-" reads it from stdin)."""
    from warehouse.db.query import query, question, questions

    asked = invocation()
    if queries:
        listed = [{"query": key, "question": text} for key, text in questions().items()]
        emit(listed) if asked.json else click.echo(table(["query", "question"], [list(row.values()) for row in listed]))
        return
    if (statement is None) == (name is None):
        raise UsageError('give one statement, or --query NAME: hadaf sql "from figures"; hadaf sql --queries')
    text = question(name) if name else sys.stdin.read() if statement == "-" else statement or ""
    found = query(release_file(), text, memory_limit=asked.settings().warehouse.memory_limit)
    if asked.json:
        emit(found.dicts())
    elif form == "jsonl":
        for row in found.dicts():
            emit(row)
    elif form == "csv":
        write_csv(found.columns, found.rows, sys.stdout)
    else:
        click.echo(table(found.columns, found.rows[:limit]))
        if len(found.rows) > limit:
            click.echo(f"… {len(found.rows) - limit} more rows (--limit, or --format csv for all)", err=True)


def write_csv(columns: Any, rows: Any, stream: Any) -> None:
    """Write rows as CSV whose texts no spreadsheet runs as formulas."""
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        values = (plain(value) for value in row)
        writer.writerow([formula_safe(cell(value) if isinstance(value, list | dict) else value) for value in values])


@verb("describe", examples=["hadaf describe", "hadaf describe targets_vs_achievements"])
@click.argument("table_name", metavar="[TABLE]", required=False)
def describe(table_name: str | None) -> None:
    """List the published tables and views, or the columns of one, with what they mean."""
    from warehouse.db.query import describe as dictionary

    rows = dictionary(release_file(), table_name)
    if invocation().json:
        emit(rows)
    elif rows:
        click.echo(table(list(rows[0]), [list(row.values()) for row in rows], widest=160))


@verb("source", examples=["hadaf source 0f3a9c51d2e4b687", "hadaf source 0f3a9c51d2e4b687 --archived > page.html"])
@click.argument("figure_id")
@click.option("--archived", is_flag=True, help="write the archived page itself to stdout, as it was fetched")
def source(figure_id: str, archived: bool) -> None:
    """Show where a figure comes from: its sentence, the page, the archived copy, what each field rests on."""
    from warehouse.db.query import figure

    found = figure(release_file(), figure_id)
    if archived:
        sys.stdout.buffer.write(_archived_body(found))
        return
    url = web_address(found["article_url"])
    link = deep_link(url, found["sentence"] or "", found["mention"]) if url else None
    if invocation().json:
        emit({**found, "link": link})
        return
    before, mention, after = _marked(found)
    click.echo(harmless(f"{before}⟦{mention}⟧{after}"))
    click.echo()
    meaning = (
        "value",
        "value_high",
        "out_of",
        "unit",
        "per",
        "comparator",
        "role",
        "basis",
        "period_start",
        "period_end",
    )
    about = ("place", "programme", "indicator", "part", "item", "confidence", "extractor_version")
    page = ("title", "source", "published", "article_url", "origin_url")
    for key in (*meaning, *about, *page):
        if found.get(key) is not None:
            click.echo(f"{key:18} {cell(found[key])}")
    click.echo(f"{'open at figure':18} {link or ''}")
    click.echo(f"{'archived':18} {_archive_place(found)}")
    for use in found["uses"]:
        said = "target of" if use["is_target"] else "counts for"
        click.echo(f"{said:18} {cell(use['place'])} {use['indicator']}: {use['status']}")
    for evidence in found.get("evidence") or []:
        where = "headline" if evidence["p"] == -1 else f"p{evidence['p']}"
        click.echo(f"{'rests on':18} {evidence['field']}: {harmless(evidence['text'])} ({where})")


def _marked(found: dict[str, Any]) -> tuple[str, str, str]:
    """Split at the figure's own offsets, in the part of the paragraph that is its sentence where that is there."""
    paragraph, sentence = found.get("paragraph"), found["sentence"] or ""
    at = paragraph.find(sentence) if paragraph and sentence else -1
    if at < 0:
        return split_sentence(sentence, found["mention"])
    start, end = found["char_start"] - at, found["char_end"] - at
    if sentence[start:end] != found["mention"]:
        return split_sentence(sentence, found["mention"])
    return sentence[:start], sentence[start:end], sentence[end:]


def _archive_place(found: dict[str, Any]) -> str:
    if not found.get("warc_file"):
        return "no archived copy"
    file = invocation().home.archive / found["warc_file"]
    return f"{file} at {found['warc_offset']} (hadaf source {found['figure_id']} --archived)"


def _archived_body(found: dict[str, Any]) -> bytes:
    from warehouse.fetch.archive import read_warc

    if not found.get("warc_file"):
        raise UsageError(f"{found['figure_id']}: no archived copy")
    path = invocation().home.archive / found["warc_file"]
    for record, exchange in read_warc(path, lambda _problem: None):
        if record.offset == found["warc_offset"]:
            return exchange.body
    raise UsageError(f"{path}: no whole record at {found['warc_offset']}")


@verb("export", examples=["hadaf export --format parquet out/", "hadaf export --format csv out/ --table figures"])
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), metavar="DIR")
@click.option("--format", "form", type=click.Choice(["parquet", "csv", "xlsx"]), default="parquet", show_default=True)
@click.option("--table", "tables", multiple=True, metavar="NAME", help="only this table or view (may be repeated)")
def export(folder: Path, form: str, tables: tuple[str, ...]) -> None:
    """Write the published tables and views as files, with a datapackage.json that describes them."""
    from warehouse.export import export_release

    asked = invocation()
    written = export_release(release_file(), folder, form=form, tables=tables)
    if asked.json:
        emit({"folder": folder, "files": written})
    elif not asked.quiet:
        click.echo(table(["file", "rows"], [[file["path"], file["rows"]] for file in written]))
