"""Raise the floors of `floors.json` to what the extractor reaches today; run by hand after it got better.

    .venv/bin/python tests/gold/raise_floors.py
    .venv/bin/python tests/gold/raise_floors.py --lower dev.place --reason "the gold file was wrong about …"

A floor is the measured share less MARGIN, so that one figure read otherwise is no alarm and five are (less WIDE for the
two shares of confident figures, whose whole changes with every rule). Floors only rise:
a share below its floor is refused, and nothing is written, unless `--lower` names it and `--reason` says why; the
reason stays in the file. Golds: every `*.jsonl` file of this folder, and `newsroom`, the sample site's own annotation.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from warehouse.evaluate.gold import FIELDS, score
from warehouse.lexicon import load_lexicon
from warehouse.newsroom.catalogue import gold as newsroom_gold
from warehouse.pipeline.extracting import extract_rows
from warehouse.pipeline.rows import read_json_lines

HERE: Final = Path(__file__).parent
FLOORS: Final = HERE / "floors.json"
MARGIN: Final = 0.005
WIDE: Final = 0.02
MEASURES: Final = (
    *("f1", *FIELDS, "core_f1", "pairs_f1", "garbled_refused", "quarantine_found", "milestones_found"),
    *("sure_share", "sure_right"),
)


class FloorLostError(Exception):
    """Say which shares fell below their floors and were not named with a reason."""


def golds() -> dict[str, list[dict[str, Any]]]:
    """Read every gold there is: name to articles."""
    files = {
        path.stem: [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
        for path in sorted(HERE.glob("*.jsonl"))
    }
    return {**files, "newsroom": newsroom_gold(1)}


def measured(articles: Sequence[Mapping[str, Any]], *, name: str) -> dict[str, float]:
    """Extract a gold's articles with today's code and shipped words, and give each measure as a share."""
    lines = (json.dumps(article, ensure_ascii=False).encode() for article in articles)
    result = score(articles, list(extract_rows(read_json_lines(lines, name=name), load_lexicon())))
    shares = result.as_dict()
    garbled = max(1, result.quarantine)
    shares["garbled_refused"] = 1 - min(garbled, result.garbled_accepted) / garbled
    return {measure: float(shares[measure]) for measure in MEASURES}


def fallen(floors: Mapping[str, float], shares: Mapping[str, float]) -> dict[str, tuple[float, float]]:
    """List the measures below their floors: name to (floor, share).

    >>> fallen({"role": 0.9, "place": 0.9}, {"role": 0.89, "place": 0.9})
    {'role': (0.9, 0.89)}
    """
    return {name: (floor, shares[name]) for name, floor in floors.items() if shares[name] < floor}


def raised(
    book: Mapping[str, Any], shares: Mapping[str, Mapping[str, float]], *, lower: Collection[str], reason: str | None
) -> dict[str, Any]:
    """Make the new `floors.json`; raises FloorLostError for a fall that nobody gave a reason for.

    >>> book = {"floors": {"dev": {"role": 0.9}}, "lowered": []}
    >>> raised(book, {"dev": {"role": 0.951}}, lower=[], reason=None)["floors"]
    {'dev': {'role': 0.946}}
    """
    floors: dict[str, dict[str, float]] = {}
    lowered = list(book["lowered"])
    lost = []
    for gold, reached in shares.items():
        old = book["floors"].get(gold, {})
        new = {name: max(old.get(name, 0.0), _floor(name, share)) for name, share in reached.items()}
        for name, (floor, share) in fallen(old, reached).items():
            if f"{gold}.{name}" not in lower or not reason:
                lost.append(f"{gold}.{name}: {share:.3f} is below its floor {floor:.3f}")
                continue
            new[name] = _floor(name, share)
            lowered.append({"floor": f"{gold}.{name}", "from": floor, "to": new[name], "reason": reason})
        floors[gold] = new
    if lost:
        raise FloorLostError("\n".join(lost))
    return {"floors": floors, "lowered": lowered}


def _floor(name: str, share: float) -> float:
    margin = WIDE if name.startswith("sure_") else MARGIN
    return max(0.0, math.floor((share - margin) * 1000 + 1e-6) / 1000)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, raise and write; return 1 and write nothing where a floor is lost."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument(
        "--lower", metavar="GOLD.MEASURE", action="append", default=[], help="a floor that may fall this once"
    )
    parser.add_argument("--reason", help="why it may; stays in floors.json")
    options = parser.parse_args(arguments)
    if bool(options.lower) != bool(options.reason):
        parser.error("--lower and --reason go together")
    book = json.loads(FLOORS.read_text("utf-8")) if FLOORS.exists() else {"floors": {}, "lowered": []}
    shares = {name: measured(articles, name=name) for name, articles in golds().items()}
    try:
        book = raised(book, shares, lower=options.lower, reason=options.reason)
    except FloorLostError as lost:
        print(f"{lost}\nnothing written; a floor falls only by --lower GOLD.MEASURE --reason WHY", file=sys.stderr)
        return 1
    FLOORS.write_text(json.dumps(book, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
