"""Read gold and prediction files, and extract what is to be scored where no prediction is given."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from warehouse.errors import UsageError
from warehouse.evaluate.gold import Score, score

Extractor = Callable[[Iterable[bytes]], Iterable[Mapping[str, Any]]]
"""What turns the lines of a gold file into predictions."""


def read_articles(path: Path, *, needs: str = "figures") -> list[dict[str, Any]]:
    """Read JSON Lines of articles; raises UsageError that names the line which is none (or lacks `needs`)."""
    articles = []
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: cannot be read: {error}") from None
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            article = json.loads(line)
        except json.JSONDecodeError as error:
            raise UsageError(f"{path}:{number}: not JSON: {error.msg}") from None
        if not isinstance(article, dict) or needs not in article:
            raise UsageError(f"{path}:{number}: not an article with {needs!r}")
        articles.append(article)
    if not articles:
        raise UsageError(f"{path}: holds no article")
    return articles


def evaluate(gold_path: Path, predicted_path: Path | None, extractor: Extractor) -> Score:
    """Score a prediction file, or what `extractor` reads in the gold's paragraphs now, against a gold file."""
    gold = read_articles(gold_path)
    for number, article in enumerate(gold, start=1):
        if "id" not in article:
            raise UsageError(f"{gold_path}: article {number} has no id")
    if predicted_path is not None:
        # a failed article is a line with an error and without figures: it scores as nothing found
        return score(gold, read_articles(predicted_path, needs="id"))
    with gold_path.open("rb") as lines:
        return score(gold, list(extractor(lines)))
