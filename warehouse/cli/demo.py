"""`demo`: the whole way on the bundled newsroom, over real HTTP on loopback."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

import click

from warehouse.cli.ingest import RUN_EXITS, run_flow
from warehouse.cli.output import emit, harmless, number, table
from warehouse.cli.published import release_file
from warehouse.cli.verb import Invocation, invocation, verb
from warehouse.errors import UsageError
from warehouse.home import Home
from warehouse.settings import load_settings

if TYPE_CHECKING:
    from warehouse.newsroom import Newsroom
    from warehouse.pipeline.tally import Outcome

PORT: Final = 8466
"""Where the newsroom listens, where it is free: article addresses stay the same from demo to demo."""
SOURCE: Final = "newsroom"
COLUMNS: Final = ("place", "indicator", "by", "target", "achieved", "as of", "status")
UNIT_SIGNS: Final = {"percent": "%", "percentage_point": "points"}
SIGNS: Final = {"gt": "> ", "ge": "≥ ", "lt": "< ", "le": "≤ ", "approx": "≈ "}
CONFIG: Final = """\
# Written by `hadaf demo`: the bundled newsroom as a source. The port is kept: it is part of every article address.
[fetch]
contact = "demo"

[[source]]
name = "{source}"
layout = "vietnam.vn"
kind = "sitemap"
start = ["http://127.0.0.1:{port}/sitemap.xml"]
url_pattern = "/ur/"
crawl_delay = 0
allow_private = true   # loopback: only this host and port
"""


@verb("demo", examples=["hadaf demo", "hadaf demo --edition 2"], exits=RUN_EXITS)
@click.option("--edition", type=click.IntRange(1, 2), default=1, show_default=True, help="2: some pages have changed")
def demo(edition: int) -> int:
    """Ingest the bundled sample newsroom and print its targets against what was achieved."""
    from warehouse.newsroom import load

    asked = invocation()
    asked.home_dir /= "demo"
    home = asked.home
    home.root.mkdir(parents=True, exist_ok=True)
    first_day = min(article.day for article in load(edition))
    with ExitStack() as stack:
        port = _open_newsroom(stack, home, edition)
        home.config.write_text(CONFIG.format(source=SOURCE, port=port), encoding="utf-8")
        settings = load_settings(home, home.config)

        def flow() -> Outcome:
            from flows.ingest import ingest

            return ingest(home, settings, since=first_day, command="demo")

        outcome = run_flow(asked, flow)
    return _show(asked, outcome)


def _open_newsroom(stack: ExitStack, home: Home, edition: int) -> int:
    """Serve the newsroom while the stack is open and return its port: the last demo's, the preferred, or a free one."""
    from warehouse.newsroom import serve

    if home.config.exists():
        # another port would make every article another article
        port = urlsplit(load_settings(home, home.config).pick([SOURCE])[0].start[0]).port or PORT
        try:
            return _port(stack.enter_context(serve(port, edition)))
        except UsageError as error:
            raise UsageError(f"{error}; the last demo used this port: free it, or remove {home.root}") from None
    try:
        return _port(stack.enter_context(serve(PORT, edition)))
    except UsageError:
        return _port(stack.enter_context(serve(0, edition)))


def _port(newsroom: Newsroom) -> int:
    return urlsplit(newsroom.base_url).port or PORT


def _show(asked: Invocation, outcome: Outcome) -> int:
    """Print the comparison and where things are; with `--json` as one document."""
    from warehouse.db.query import targets

    file = release_file()
    rows = targets(file)
    index = asked.home.report / "index.html"
    if asked.json:
        places = {"release_file": file, "report": index}
        emit({**outcome.as_dict(), **places, "targets_vs_achievements": rows})
    elif not asked.quiet:
        click.echo(table(COLUMNS, map(_line, rows), right=("target", "achieved")))
        click.echo(f"\n{harmless(outcome.message)}\n\nrelease  {file}\nreport   {index}")
        click.echo(f'query    hadaf --home {asked.home_dir} sql "from targets_vs_achievements"')
    return outcome.exit_code


def _line(row: Mapping[str, Any]) -> list[Any]:
    unit = "" if row["unit"] == "count" else f" {UNIT_SIGNS.get(row['unit'], row['unit'])}"
    target = f"{SIGNS.get(row['target_comparator'], '')}{number(row['target_value'], 2)}{unit}"
    achieved = "" if row["achieved_value"] is None else f"{number(row['achieved_value'], 2)}{unit}"
    by = row["period_end"]
    return [row["place"], row["indicator"], by, target, achieved, row["achieved_as_of"], row["status"]]
