"""`extract`: figures out of files, without a database."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Final

import click

from warehouse.cli.output import emit, table
from warehouse.cli.verb import invocation, verb
from warehouse.errors import UsageError

if TYPE_CHECKING:
    from warehouse.pages import LimitedReader
    from warehouse.pipeline.rows import BadRow, Given, Row

JSON_LINES: Final = (".jsonl", ".ndjson", ".json")
HTML: Final = (".html", ".htm", ".xhtml")
TABLE_COLUMNS: Final = ("id", "p", "mention", "value", "unit", "role", "period_end", "place", "indicator")


@verb(
    "extract",
    examples=[
        "hadaf extract articles.jsonl > figures.jsonl",
        "hadaf extract --format table saved-page.html",
    ],
    exits=(0, 1, 2, 3),
)
@click.argument("files", nargs=-1, type=click.Path(path_type=Path, allow_dash=True), metavar="[FILE]...")
@click.option("--format", "form", type=click.Choice(["jsonl", "table"]), default="jsonl", help="form of the output")
@click.option("--explain", is_flag=True, help="also what each field rests on, and the numbers that are no figures")
@click.option("--published", type=click.DateTime(["%Y-%m-%d"]), help="publication date of text and HTML files")
@click.option("--layout", default="generic", metavar="NAME", help="page layout of HTML files [generic]")
def extract(files: tuple[Path, ...], form: str, explain: bool, published: datetime | None, layout: str) -> int:
    """Read figures from HTML, text or JSON Lines files (or standard input)."""
    from warehouse.lexicon import load_lexicon
    from warehouse.pipeline.extracting import extract_rows
    from warehouse.pipeline.rows import Given
    from warehouse.settings import LAYOUTS

    if layout not in LAYOUTS:
        raise UsageError(f"{layout!r} is no known layout; allowed: {', '.join(LAYOUTS)}")
    home = invocation().home
    given = Given(published=published.date() if published else None, layout=layout)
    names = [str(file) for file in files] or ["-"]
    for name in names:
        if name != "-" and not Path(name).is_file():
            raise UsageError(f"{name}: no such file")
    lexicon = load_lexicon(home.lexicon if home.lexicon.is_dir() else None)
    failed = 0
    rows: list[Sequence[Any]] = []
    for result in extract_rows(_read(names, given), lexicon, explain=explain):
        if "error" in result:
            failed += 1
            click.echo(f"hadaf: {result['id']}: {result['error']}", err=True)
        if form == "jsonl":
            emit(result)
        else:
            rows += [
                [result["id"], *(figure[key] for key in TABLE_COLUMNS[1:])] for figure in result.get("figures", [])
            ]
    if form == "table":
        click.echo(table(TABLE_COLUMNS, rows))
    return 3 if failed else 0


def _read(names: Sequence[str], given: Given) -> Iterator[Row | BadRow]:
    """Give the rows of each file in turn; saved pages are read under the limits of pages that are fetched."""
    from warehouse.pages import LimitedReader

    with LimitedReader() as reader:
        for name in names:
            yield from _read_one(name, given, reader)


def _read_one(name: str, given: Given, reader: LimitedReader) -> Iterator[Row | BadRow]:
    """Give the rows of a file; it is read by what its name ends in, else by its first character."""
    from warehouse.pipeline.rows import read_html, read_json_lines, read_text

    with ExitStack() as stack:
        stream: IO[bytes] = sys.stdin.buffer if name == "-" else stack.enter_context(Path(name).open("rb"))
        kind = _kind(name, stream)
        if kind == "jsonl":
            yield from read_json_lines(stream, name=name)
        elif kind == "html":
            yield read_html(stream.read(), name=name, given=given, reader=reader)
        else:
            yield read_text(stream.read(), name=name, given=given)


def _kind(name: str, stream: IO[bytes]) -> str:
    suffix = Path(name).suffix.lower()
    if suffix in JSON_LINES:
        return "jsonl"
    if suffix in HTML:
        return "html"
    if suffix == ".txt":
        return "text"
    start = stream.peek(64).removeprefix(b"\xef\xbb\xbf").lstrip()[:1]  # type: ignore[attr-defined]
    return {b"{": "jsonl", b"<": "html"}.get(start, "text")
