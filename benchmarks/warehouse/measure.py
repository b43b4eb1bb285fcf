"""Measure the warehouse at a size: load, refresh of what 100 articles touch beside a full recompute, views, publish.

    python benchmarks/warehouse/measure.py --figures 1000000 [--home DIR] [--memory 6GB]

Figures are made up about the real places and indicators (`generate.py`). All runs in one process and one call, so that
the ratios hold on any machine; the seconds are this one's. With --home the warehouse is kept, and not filled again.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from generate import PER_ARTICLE, frames

from warehouse.db.connect import open_published, open_work
from warehouse.db.load import load
from warehouse.db.migrate import migrate
from warehouse.db.publish import publish
from warehouse.db.refresh import refresh
from warehouse.db.runs import start_run
from warehouse.db.seed import seed
from warehouse.home import Home
from warehouse.lexicon import load_lexicon

FILL = 5_000
"""Articles a batch while the warehouse is filled."""
BATCH = 500
"""Articles a batch of the pipeline."""
NEW = 100
NEXT = 1_000_000
"""Articles between what one run of the benchmark makes up and what the next does."""
VIEWS = {
    "figures": "select * from figures where place_id = 'VN34-22'",
    "observations": "select * from observations where ref_area = 'VN34-22'",
    "targets_vs_achievements": "select * from targets_vs_achievements where place_id = 'VN34-22'",
}


def main() -> None:
    """Fill a warehouse, measure, print one line a measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--figures", type=int, default=1_000_000)
    parser.add_argument("--home", type=Path)
    parser.add_argument("--memory", default="6GB")
    asked = parser.parse_args()
    root = asked.home or Path(tempfile.mkdtemp(prefix="hadaf-bench-"))
    try:
        measure(Home(root), asked.figures, asked.memory)
    finally:
        if asked.home is None:
            shutil.rmtree(root)


def measure(home: Home, n_figures: int, memory: str) -> None:
    """Fill the warehouse of a home with figures, unless it is filled, and print what each step takes."""
    lexicon = load_lexicon()
    n_articles = n_figures // PER_ARTICLE

    def put(con: object, first: int, count: int) -> float:
        made = frames(lexicon, first, count)
        with clock() as took:
            loaded = load(con, **made, run_id="bench", extractor_version="bench")  # type: ignore[arg-type]
        if loaded.failed or loaded.figures != count * PER_ARTICLE:
            raise SystemExit(f"not loaded: {loaded.failed[:3]}")
        return took[0]

    with open_work(home.work, memory) as con:
        migrate(con)
        seed(con, lexicon)
        started = con.execute("select count(*) from core.run").fetchall()[0][0]
        start_run(con, command="ingest", run_id=f"bench-{started}")
        if con.execute("select count(*) from core.mention").fetchall()[0][0] < n_figures:
            spent = sum(put(con, first, min(FILL, n_articles - first)) for first in range(0, n_articles, FILL))
            tell("load, batches of 5,000 articles", spent, f"{n_articles * PER_ARTICLE / spent:,.0f} figures/s")
            con.execute("checkpoint")
            with clock() as first_refresh:
                refresh(con)
            tell("first refresh: all that was loaded", first_refresh[0])
    # a run opens the file anew
    with open_work(home.work, memory) as con:
        n_articles += (started + 1) * NEXT
        spent = sum(put(con, n_articles + at * BATCH, BATCH) for at in range(4)) / 4
        tell("load, a batch of 500 articles", spent, f"{BATCH * PER_ARTICLE / spent:,.0f} figures/s")
        refresh(con)
        con.execute("checkpoint")
        touched = []
        for at in range(5):
            tell("load, 100 new articles", put(con, n_articles + 10_000 + at * NEW, NEW))
            with clock() as took:
                n_touched = refresh(con)
            touched.append(took[0])
            tell("refresh of what they touched", took[0], f"{n_touched} series")
        con.execute("checkpoint")
        with clock() as full:
            refresh(con, None)
        tell("full recompute of the same", full[0], f"{full[0] / min(touched):,.0f} times the refresh")
        counts = con.execute(
            "select (select count(*) from core.mention), (select count(*) from core.observation), "
            "(select count(*) from core.target), (select count(*) from core.candidate)"
        ).fetchall()[0]
        print("rows: {:,} figures, {:,} observations, {:,} targets, {:,} candidates".format(*counts), flush=True)
    with clock() as took:
        release = publish(home, run_id="bench", keep=1, memory_limit=memory)
    tell("publish", took[0], f"{release.path.stat().st_size / 1e6:,.0f} MB")
    for part, seconds in release.took.items():
        tell(f"publish: {part}", seconds)
    views(release.path, memory)


def views(path: Path, memory: str) -> None:
    """Read one province from each of the main views, and all of it, as an analyst does."""
    with open_published(path, memory_limit=memory) as con:
        for name, one in VIEWS.items():
            with clock() as took:
                rows = con.execute(one).fetchall()
            tell(f"{name} of one province", took[0], f"{len(rows):,} rows")
        for name in VIEWS:
            with clock() as took:
                con.execute(f"create or replace temp table everything as select * from {name}")  # noqa: S608 - VIEWS
            tell(f"{name}, all rows", took[0])


@contextmanager
def clock() -> Iterator[list[float]]:
    """Give a list that holds the seconds which the body took, once it is done."""
    took = [0.0]
    began = time.perf_counter()
    yield took
    took[0] = time.perf_counter() - began


def tell(what: str, seconds: float, more: str = "") -> None:
    """Print one measure."""
    print(f"{what:40} {seconds:9.2f} s  {more}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
