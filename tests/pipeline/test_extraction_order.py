"""What is read in an article depends on that article alone: not on its batch, nor on the order of a batch.

A release's content hash rests on this: an ingest reads pages in batches of one size and order, a replay in another.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from warehouse.lexicon import load_lexicon
from warehouse.newsroom import gold
from warehouse.pipeline.extracting import extract_rows
from warehouse.pipeline.rows import Row


def rows() -> list[Row]:
    return [
        Row(
            id=article["id"],
            paragraphs=article["paragraphs"],
            title=article["title"],
            source=article["source"],
            published=date.fromisoformat(article["published"]) if article["published"] else None,
        )
        for article in gold()
    ]


def extracted(some: Sequence[Row], batch: int) -> dict[str, dict[str, Any]]:
    return {result["id"]: result for result in extract_rows(some, load_lexicon(), batch=batch)}


@pytest.fixture(scope="module")
def together() -> dict[str, dict[str, Any]]:
    return extracted(rows(), 200)


@pytest.mark.parametrize(
    ("step", "batch"),
    # a reading has its price however little is read: one in three is read alone
    [(3, 1), (1, 7), (-1, 200)],
    ids=["alone", "sevens", "reversed"],
)
def test_neither_batch_nor_order_changes_what_is_read(
    step: int, batch: int, together: dict[str, dict[str, Any]]
) -> None:
    otherwise = extracted(rows()[::step], batch)
    differing = {
        (name, before["mention"], key): (before[key], after[key])
        for name, result in otherwise.items()
        for before, after in zip(together[name]["figures"], result["figures"], strict=True)
        for key in before
        if before[key] != after[key]
    }
    assert not differing
    assert {name: together[name] for name in otherwise} == otherwise
