"""Scoring against gold files: what each measure counts, and agreement with the shared scorer."""

from __future__ import annotations

import copy
import json
import random
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from warehouse.evaluate.gold import FIELDS, score
from warehouse.newsroom import gold


def perfect(articles: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Predict what the gold says, with quarantine rows as `extract` writes them."""
    made = copy.deepcopy(articles)
    for article in made:
        article["quarantine"] = [{"p": 0, "mention": text, "reason": "garbled"} for text in article["quarantine"]]
    return made


def test_the_gold_against_itself_is_perfect() -> None:
    result = score(gold(), perfect(gold())).as_dict()
    assert {result[name] for name in ("precision", "recall", "f1", "core_f1", "pairs_f1", *FIELDS)} == {1.0}
    assert result["quarantine_found"] == result["milestones_found"] == 1.0
    assert result["garbled_accepted"] == 0


def test_each_kind_of_mistake_is_counted_once_and_named() -> None:
    predicted = perfect(gold())
    first, second, third = predicted[0]["figures"][:3]
    first["role"] = "target" if first["role"] != "target" else "achievement"
    predicted[0]["figures"].remove(second)
    third["value"] += 1
    result = score(gold(), predicted)
    measures = result.as_dict()
    assert measures["predicted"] == measures["gold"] - 1
    assert result.matched == measures["gold"] - 2
    kinds = sorted(match[1] for error in result.errors if (match := re.search(r"' (MISSED|EXTRA|\w+:)", error)))
    assert kinds == ["EXTRA", "MISSED", "MISSED", "role:"]


def test_a_garbled_string_that_was_believed_is_counted() -> None:
    articles = [a for a in gold() if a["quarantine"]][:1]
    predicted = perfect(articles)
    text = articles[0]["quarantine"][0]
    predicted[0]["figures"].append({"p": 0, "mention": text, "value": 320.0, "unit": "count", "role": "context"})
    assert score(articles, predicted).garbled_accepted == 1


def test_an_article_that_failed_scores_as_nothing_found() -> None:
    articles = gold()[:2]
    result = score(articles, [{"id": articles[0]["id"], "error": "not JSON"}, *perfect(articles)[1:]])
    assert result.matched == len(articles[1]["figures"])


def distorted(articles: list[dict[str, Any]], seed: int) -> list[dict[str, Any]]:
    """Break predictions in many ways, reproducibly."""
    chance = random.Random(seed)  # noqa: S311 (a test's own chance)
    broken = perfect(articles)
    for article in broken:
        article["figures"] = [figure for figure in article["figures"] if chance.random() > 0.1]
        for figure in article["figures"]:
            for name in (*FIELDS, "value"):
                if chance.random() < 0.1:
                    figure[name] = (
                        chance.choice([None, 5.0]) if name in ("out_of",) else (7.0 if name == "value" else "x")
                    )
            if chance.random() < 0.1:
                figure["mention"] = figure["mention"][:-1] or "0"
        article["figures"] += [
            {"p": 0, "mention": text, "value": 1.0, "unit": "count", "role": "target"}
            for text in article["quarantine"] and ["3", "320"]
        ]
        chance.shuffle(article["figures"])
        article["milestones"] = article["milestones"][:1]
    return broken


@pytest.mark.shared
@pytest.mark.parametrize("seed", range(3))
def test_agrees_with_the_shared_scorer(seed: int, shared: Path, tmp_path: Path) -> None:
    scorer = shared / "gold" / "score.py"
    gold_file, predicted_file = tmp_path / "gold.jsonl", tmp_path / "predicted.jsonl"
    articles = [json.loads(line) for line in (shared / "gold" / "dev.jsonl").read_text("utf-8").splitlines()]
    for article in articles:
        article.setdefault("quarantine", [])
        article.setdefault("milestones", [])
        article["quarantine"] = [q if isinstance(q, str) else q["mention"] for q in article["quarantine"]]
    predicted = distorted(articles, seed)
    for file, rows in ((gold_file, articles), (predicted_file, predicted)):
        file.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    theirs = subprocess.run(
        [sys.executable, str(scorer), str(gold_file), str(predicted_file), "--json"],
        capture_output=True,
        text=True,
        check=True,
    )
    ours = score(articles, predicted).as_dict()
    for name, value in json.loads(theirs.stdout).items():
        assert ours[name] == pytest.approx(value), name
