"""Compare reading pages in this process with reading them in a limited child: pages a second, and what a child weighs.

    python benchmarks/pages/limits.py [--rounds 9] [--layout vietnam.vn]

The pages are the sample newsroom's articles, read over and over. Each round reads all of them both ways, one after the
other, so that whatever else the machine does falls on both; the ratio is the median of the rounds. The child's start
and its size before the first page and after the last are shown apart.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from warehouse.newsroom import gold, serve
from warehouse.pages import Article, LimitedReader, read_page

REPEATS = 5  # of the newsroom's pages in one round
DAY = date(2026, 7, 8)


def bodies() -> list[tuple[str, bytes]]:
    """Fetch nothing: take the newsroom's article pages as it would serve them, with their addresses."""
    with serve() as newsroom:
        return [(f"https://www.vietnam.vn{row['url']}", newsroom.answer(row["url"]).body) for row in gold()]


def seconds(read: Callable[..., Article], pages: list[tuple[str, bytes]], layout: str) -> float:
    """Read all pages; return the seconds that passed."""
    start = time.perf_counter()
    for url, body in pages:
        read(body, url=url, content_type="text/html; charset=utf-8", layout=layout, fetched_on=DAY)
    return time.perf_counter() - start


def resident(pid: int | None) -> str:
    """Give the memory of a process that is in use, where the system tells it."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text("ascii").splitlines()
    except OSError:
        return "not told"
    return next(line.split(":")[1].strip() for line in lines if line.startswith("VmRSS"))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--layout", default="vietnam.vn")
    asked = parser.parse_args()
    pages = bodies() * REPEATS
    size = sum(len(body) for _, body in pages) / len(pages)
    print(f"{len(pages)} pages a round, {size / 1000:.0f} kB each on average, layout {asked.layout}")
    with LimitedReader() as reader:
        start = time.perf_counter()
        seconds(reader.read_page, pages[:1], asked.layout)
        print(
            f"start of the child and its first page: {time.perf_counter() - start:.2f} s, then {resident(reader.pid)}"
        )
        seconds(read_page, pages[:1], asked.layout)
        rounds = [
            (seconds(read_page, pages, asked.layout), seconds(reader.read_page, pages, asked.layout))
            for _ in range(asked.rounds)
        ]
        print(f"after {len(pages) * asked.rounds} pages the child has {resident(reader.pid)}")
    here, child = (statistics.median(times) for times in zip(*rounds, strict=True))
    ratio = statistics.median(there / inside for inside, there in rounds)
    print(f"in this process {len(pages) / here:6.1f} pages/s")
    print(f"limited child   {len(pages) / child:6.1f} pages/s, {ratio:.3f} times the time (median of the rounds)")


if __name__ == "__main__":
    main()
