"""Run the extractor over rows, a batch at a time, and give one result a row."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

import polars as pl

from warehouse.figures.extract import extract
from warehouse.figures.schemas import ARTICLES
from warehouse.lexicon import Lexicon
from warehouse.pipeline.rows import BadRow, Row

BATCH: Final = 200
"""Articles a batch: enough to pay for the joins, little enough for constant memory (about 30 MB of tokens)."""

FIGURE_FIELDS: Final = (
    *("p", "char_start", "char_end", "mention", "value", "value_high", "out_of", "unit", "per", "comparator"),
    *("role", "basis", "period_start", "period_end", "place", "programme", "indicator", "item", "part", "confidence"),
)
"""The fields of one printed figure, in the order of annotation.md."""

EXPLAIN_FIELDS: Final = ("place_id", "sentence", "evidence")
QUARANTINE_FIELDS: Final = ("p", "char_start", "char_end", "mention", "reason")
MILESTONE_FIELDS: Final = ("p", "char_start", "char_end", "place", "programme", "indicator", "due")
REJECTED_FIELDS: Final = ("p", "char_start", "char_end", "mention", "kind")


def articles_frame(rows: Sequence[Row]) -> pl.DataFrame:
    """Make the ARTICLES frame of some rows; `article_id` is the row's position, for ids may repeat within a file."""
    columns: dict[str, Sequence[Any]] = {
        "article_id": [str(position) for position in range(len(rows))],
        "url": [row.url for row in rows],
        "title": [row.title for row in rows],
        "source": [row.source for row in rows],
        "published": [row.published for row in rows],
        "paragraphs": [row.paragraphs for row in rows],
    }
    return pl.DataFrame(columns, schema=ARTICLES)


def extract_rows(
    rows: Iterable[Row | BadRow], lexicon: Lexicon, *, explain: bool = False, batch: int = BATCH
) -> Iterator[dict[str, Any]]:
    """Give for every row, in order, `{id, url, figures, quarantine, milestones}` or `{id, error}`.

    With `explain`, figures carry what they rest on and `rejected` lists the numbers that are no figures.
    """
    stream = iter(rows)
    while some := list(itertools.islice(stream, batch)):
        good = [row for row in some if isinstance(row, Row)]
        results = iter(_extract_batch(good, lexicon, explain=explain))
        for row in some:
            yield {"id": row.id, "error": row.error} if isinstance(row, BadRow) else next(results)


def _extract_batch(rows: Sequence[Row], lexicon: Lexicon, *, explain: bool) -> list[dict[str, Any]]:
    if not rows:
        return []
    extraction = extract(articles_frame(rows), lexicon)
    figures = _by_article(extraction.figures, FIGURE_FIELDS + (EXPLAIN_FIELDS if explain else ()))
    quarantine = _by_article(extraction.quarantine, QUARANTINE_FIELDS)
    milestones = _by_article(extraction.milestones, MILESTONE_FIELDS)
    rejected = _by_article(extraction.rejected, REJECTED_FIELDS) if explain else {}
    results = []
    for position, row in enumerate(rows):
        key = str(position)
        result: dict[str, Any] = {
            "id": row.id,
            "url": row.url,
            "figures": figures.get(key, []),
            "quarantine": quarantine.get(key, []),
            "milestones": milestones.get(key, []),
        }
        if explain:
            result["rejected"] = rejected.get(key, [])
        results.append(result)
    return results


def _by_article(frame: pl.DataFrame, fields: Sequence[str]) -> Mapping[str, list[dict[str, Any]]]:
    """Split a frame into the rows of each article, in reading order, with the named fields."""
    ordered = frame.sort("article_id", "p", "char_start", "char_end")
    parts = ordered.partition_by("article_id", as_dict=True, maintain_order=True)
    return {str(key[0]): part.select(fields).to_dicts() for key, part in parts.items()}
