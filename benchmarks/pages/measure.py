"""Compare the page readers with trafilatura on the same pages in the same run.

    python benchmarks/pages/measure.py [tests/pages/families] [--generic] [--errors]

The directory holds one folder a markup family: pages (`*.html`) and an `expected.toml` with the head fields and the
paragraphs of each. Counted are titles, days and publishers that are exactly right, and the F1 of the body's tokens
(parted by white space, counted with repeats; the mean over pages), captions apart. A publisher of trafilatura is its
`sitename`. Times are CPU seconds of the whole reading, from bytes for us and from decoded text for trafilatura; one
process, one thread.
"""

from __future__ import annotations

import argparse
import time
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import trafilatura

from warehouse.pages import PageRejected, read_page
from warehouse.pages.charset import decode

FETCHED_ON = date(2026, 1, 15)
FIELDS = ("title", "published", "publisher")


@dataclass
class Score:
    """Hold the right head fields, the F1 of each page and the CPU seconds of one reader."""

    right: Counter[str] = field(default_factory=Counter)
    f1: dict[str, float] = field(default_factory=dict)
    seconds: float = 0.0

    def row(self, name: str, pages: int) -> str:
        """Lay out one line of the table."""
        heads = "".join(f"{self.right[key]:>7}/{pages}" for key in FIELDS)
        mean = sum(self.f1.values()) / pages
        return f"{name:12}{heads}{mean:>9.4f}{min(self.f1.values()):>8.3f}{pages / self.seconds:>9.1f}"


def samples(root: Path) -> Iterator[tuple[str, bytes, dict[str, Any]]]:
    """Yield family/name, the page's bytes and what stands on it."""
    for expected in sorted(root.glob("*/expected.toml")):
        for name, wanted in tomllib.loads(expected.read_text("utf-8")).items():
            family = expected.parent
            yield f"{family.name}/{name}", (family / f"{name}.html").read_bytes(), wanted


def token_f1(read: Iterable[str], wanted: Iterable[str]) -> float:
    """Give the F1 of two bags of tokens (0 to 1)."""
    got, want = Counter(" ".join(read).split()), Counter(" ".join(wanted).split())
    both = (got & want).total()
    return 2 * both / (got.total() + want.total()) if both else 0.0


def ours(body: bytes, wanted: dict[str, Any], layout: str) -> tuple[dict[str, Any], list[str]]:
    """Read a page with our reader; a page that is refused has nothing."""
    try:
        read = read_page(
            body, url=wanted["url"], content_type=wanted["content_type"], layout=layout, fetched_on=FETCHED_ON
        )
    except PageRejected as error:
        return {"rejected": str(error)}, []
    head = {"title": read.title, "published": read.published, "publisher": read.source}
    return head, [text for text in read.paragraphs if text not in read.captions]


def theirs(text: str, wanted: dict[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """Read a page with trafilatura as it is installed, comments off, tables on."""
    read = trafilatura.bare_extraction(
        text, url=wanted["url"], with_metadata=True, include_comments=False, include_tables=True
    )
    if read is None:
        return {}, []
    day = date.fromisoformat(read.date) if read.date else None
    return {"title": read.title, "published": day, "publisher": read.sitename}, (read.text or "").splitlines()


def main() -> None:
    """Measure both readers and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("root", nargs="?", type=Path, default=Path(__file__).parents[2] / "tests/pages/families")
    parser.add_argument("--generic", action="store_true", help="read every page with the generic reader")
    parser.add_argument("--errors", action="store_true", help="list what we read wrong")
    asked = parser.parse_args()
    pages = list(samples(asked.root))
    scores = {"hadaf": Score(), "trafilatura": Score()}
    for name, body, wanted in pages:
        started = time.process_time()
        head, paragraphs = ours(body, wanted, "generic" if asked.generic else wanted["layout"])
        scores["hadaf"].seconds += time.process_time() - started
        text = decode(body, wanted["content_type"]).text
        started = time.process_time()
        other = theirs(text, wanted)
        scores["trafilatura"].seconds += time.process_time() - started
        for score, (found, lines) in ((scores["hadaf"], (head, paragraphs)), (scores["trafilatura"], other)):
            score.right.update(key for key in FIELDS if found.get(key) == wanted.get(key))
            score.f1[name] = token_f1(lines, wanted["paragraphs"])
        if asked.errors:
            report(name, head, paragraphs, wanted)
    print(f"{len(pages)} pages, {len({name.partition('/')[0] for name, _, _ in pages})} families")
    print(f"{'':12}{'title':>9}{'day':>10}{'publisher':>10}{'body F1':>9}{'least':>8}{'pages/s':>9}")
    for reader, score in scores.items():
        print(score.row(reader, len(pages)))
    print(f"{scores['trafilatura'].seconds / scores['hadaf'].seconds:.2f} times trafilatura's speed")


def report(name: str, head: dict[str, Any], paragraphs: list[str], wanted: dict[str, Any]) -> None:
    """Print what is wrong on one page."""
    for key in FIELDS:
        if head.get(key) != wanted.get(key):
            print(f"{name}: {key} {head.get(key)!r}, not {wanted.get(key)!r} {head.get('rejected', '')}")
    for line in paragraphs:
        if line not in wanted["paragraphs"]:
            print(f"{name}: + {line[:150]}")
    for line in wanted["paragraphs"]:
        if line not in paragraphs:
            print(f"{name}: - {line[:150]}")


if __name__ == "__main__":
    main()
