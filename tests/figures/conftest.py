"""Reading many short articles at once: one batch a test module."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

import polars as pl
import pytest

from warehouse.figures.extract import Extraction, extract
from warehouse.figures.schemas import ARTICLES

Text = tuple[str | None, str | None, str | Sequence[str]]
"""Publication date, headline, paragraph or paragraphs."""
Read = Callable[[Sequence[Text]], list[dict[str, list[dict[str, Any]]]]]


def articles(texts: Sequence[Text]) -> pl.DataFrame:
    return pl.DataFrame(
        [
            {
                "article_id": str(number),
                "url": None,
                "title": title,
                "source": None,
                "published": dt.date.fromisoformat(published) if published else None,
                "paragraphs": [text] if isinstance(text, str) else list(text),
            }
            for number, (published, title, text) in enumerate(texts)
        ],
        schema=ARTICLES,
    )


def rows(extraction: Extraction, kind: str, number: int) -> list[dict[str, Any]]:
    frame: pl.DataFrame = getattr(extraction, kind)
    return frame.filter(pl.col("article_id") == str(number)).sort("p", "char_start").to_dicts()


@pytest.fixture(scope="session")
def read() -> Read:
    """Extract texts in one batch: for each its figures, quarantine, milestones and rejected rows."""

    def read_all(texts: Sequence[Text]) -> list[dict[str, list[dict[str, Any]]]]:
        extraction = extract(articles(texts))
        kinds = ("figures", "quarantine", "milestones", "rejected")
        return [{kind: rows(extraction, kind, number) for kind in kinds} for number in range(len(texts))]

    return read_all
