"""Compare the number stage with quantulum3 and Duckling on one core: sentences per second of CPU time.

    uv venv .venv-bench && uv pip install -p .venv-bench quantulum3 pyduckling-native-phihos
    python benchmarks/numbers/measure.py SENTENCES.jsonl [--bench-python .venv-bench/bin/python] [--sentences 100000]

SENTENCES.jsonl holds one sentence a line (`text`), for example the number suite; they are repeated to the length
asked for and read in batches of 100,000. Our stage is text to mentions: folding, tokens, numbers that are no figures,
numbers, units, ranges, comparators, denominators; times are read by a stage of their own and shown apart. The peers
get the same sentences with digits already 0-9, a part of them, as they are slower. All run in this one call, each in
one process with one thread (`POLARS_MAX_THREADS=1`).
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import subprocess
import time
from itertools import cycle, islice
from pathlib import Path

os.environ["POLARS_MAX_THREADS"] = "1"  # read when Polars is imported

import polars as pl

from warehouse.figures.mentions import read_mentions
from warehouse.figures.notfigures import not_figures
from warehouse.figures.schemas import ARTICLES
from warehouse.lexicon import Lexicon, load_lexicon
from warehouse.text.fold import folded
from warehouse.text.times import time_spans
from warehouse.text.tokens import texts, tokens

BATCH = 100_000
PEERS = {"quantulum3": (20, 2_000), "duckling": (5, 10_000)}
"""What we ask of ourselves (times as fast), and how many sentences the peer gets."""


def articles(sentences: list[str]) -> pl.DataFrame:
    """Lay out one article a sentence."""
    frame = pl.DataFrame({"text": sentences}).with_row_index("row")
    return frame.select(
        article_id=pl.col("row").cast(pl.String).str.zfill(9),
        url=pl.lit(""),
        title=pl.lit(""),
        source=pl.lit(None, pl.String),
        published=pl.lit(dt.date(2025, 1, 1)),
        paragraphs=pl.concat_list("text"),
    ).match_to_schema(ARTICLES)


def number_stage(batch: pl.DataFrame, lexicon: Lexicon) -> tuple[pl.DataFrame, int]:
    """Read a batch from text to mentions; return its tokens and the number of mentions."""
    found = tokens(texts(batch), lexicon)
    others = not_figures(found, lexicon).select("article_id", "p", "t").unique()
    return found, read_mentions(found, others, lexicon).mentions.height


def ours(sentences: list[str], lexicon: Lexicon) -> tuple[float, float]:
    """Measure sentences per second of the number stage, and of the number stage with times."""
    number_stage(articles(sentences[:1000]), lexicon)
    numbers = times = 0.0
    for start in range(0, len(sentences), BATCH):
        batch = articles(sentences[start : start + BATCH])
        begun = time.process_time()
        found, mentions = number_stage(batch, lexicon)
        numbers += time.process_time() - begun
        if not mentions:
            raise SystemExit("no number was read: these sentences measure nothing")
        begun = time.process_time()
        time_spans(found, batch, lexicon)
        times += time.process_time() - begun
    return len(sentences) / numbers, len(sentences) / (numbers + times)


def peer(name: str, python: Path, sentences: list[str]) -> float:
    """Measure a peer in its own environment."""
    script = Path(__file__).with_name("peers.py")
    run = subprocess.run(
        [python, script, name], input=json.dumps(sentences), capture_output=True, text=True, check=True
    )
    return float(run.stdout)


def main() -> None:
    """Print rates and ratios."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("sentences_file", type=Path)
    asked.add_argument("--bench-python", type=Path, default=Path(".venv-bench/bin/python"))
    asked.add_argument("--sentences", type=int, default=BATCH)
    given = asked.parse_args()
    lines = given.sentences_file.read_text(encoding="utf-8").splitlines()
    sentences = list(islice(cycle([json.loads(line)["text"] for line in lines if line.strip()]), given.sentences))
    rate, with_times = ours(sentences, load_lexicon())
    print(f"number stage {rate:10,.0f} sentences/s ({given.sentences:,} sentences, batches of {BATCH:,}, one thread)")
    print(f"with times   {with_times:10,.0f} sentences/s")
    most = pl.DataFrame({"text": sentences[: max(size for _, size in PEERS.values())]})
    plain = most.select(folded(pl.col("text"))).to_series().to_list()
    for name, (least, size) in PEERS.items():
        theirs = peer(name, given.bench_python, plain[:size])
        print(f"{name:12} {theirs:10,.0f} sentences/s: we are {rate / theirs:.1f} times as fast (asked: {least})")


if __name__ == "__main__":
    main()
