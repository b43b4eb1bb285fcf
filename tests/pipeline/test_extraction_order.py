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


@pytest.mark.parametrize(
    ("turned", "batch"), [(False, 1), (False, 7), (True, 200)], ids=["alone", "sevens", "reversed"]
)
def test_neither_batch_nor_order_changes_what_is_read(turned: bool, batch: int) -> None:
    articles = rows()
    together = extracted(articles, 200)
    otherwise = extracted(articles[::-1] if turned else articles, batch)
    differing = {
        (name, before["mention"], key): (before[key], after[key])
        for name, result in together.items()
        for before, after in zip(result["figures"], otherwise[name]["figures"], strict=True)
        for key in before
        if before[key] != after[key]
    }
    assert not differing
    assert together == otherwise
