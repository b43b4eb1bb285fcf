"""Score figures against a gold file, figure by figure and field by field.

A predicted figure is matched to a gold figure of the same article and paragraph with the same value and value_high
(largest overlap of mention first, then reading order). `core` is the F1 of figures right in value, unit, role,
indicator, place and period_end at once; `pairs` the same over targets, achievements and attainments alone, which are
what targets are compared with. Source of the rules: the annotation guide's scorer.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import resources
from typing import Any, Final

Figure = Mapping[str, Any]
Article = Mapping[str, Any]

FIELDS: Final = (
    *("unit", "role", "basis", "comparator", "out_of", "per"),
    *("period_start", "period_end", "place", "programme", "indicator"),
)
CORE: Final = ("unit", "role", "indicator", "place", "period_end")
COMPARED_ROLES: Final = ("target", "achievement", "attainment")
SURE: Final = 0.9
"""The confidence from which a figure is claimed to be right in every core field."""


@dataclass
class Score:
    """Hold the counts of one evaluation; the shares are computed from them."""

    articles: int = 0
    gold: int = 0
    predicted: int = 0
    matched: int = 0
    core: int = 0
    gold_compared: int = 0
    predicted_compared: int = 0
    core_compared: int = 0
    garbled_accepted: int = 0
    quarantine: int = 0
    quarantine_found: int = 0
    milestones: int = 0
    milestones_found: int = 0
    sure: int = 0
    sure_right: int = 0
    right: Counter[str] = field(default_factory=Counter)
    errors: list[str] = field(default_factory=list)

    def as_dict(self) -> dict[str, Any]:
        """Give every measure under its name; the names of the shared scorer, then calibration."""
        precision, recall, detection = f1(self.matched, self.predicted, self.gold)
        return {
            "articles": self.articles,
            "gold": self.gold,
            "predicted": self.predicted,
            "precision": precision,
            "recall": recall,
            "f1": detection,
            **{name: _share(self.right[name], self.matched, empty=0.0) for name in FIELDS},
            "core_f1": f1(self.core, self.predicted, self.gold)[2],
            "pairs_f1": f1(self.core_compared, self.predicted_compared, self.gold_compared)[2],
            "garbled_accepted": self.garbled_accepted,
            "quarantine_found": _share(self.quarantine_found, self.quarantine),
            "milestones_found": _share(self.milestones_found, self.milestones),
            "sure_share": _share(self.sure, self.predicted, empty=0.0),
            "sure_right": _share(self.sure_right, self.sure),
        }


def guide_codes() -> frozenset[str]:
    """List the indicator codes that annotators could give."""
    text = resources.files("warehouse.evaluate").joinpath("guide.toml").read_text(encoding="utf-8")
    return frozenset(f"{family}.{name}" for family, names in tomllib.loads(text).items() for name in names)


def f1(right: int, predicted: int, gold: int) -> tuple[float, float, float]:
    """Compute precision, recall and F1 from counts; 0 where nothing was predicted or expected.

    >>> f1(1, 2, 1)
    (0.5, 1.0, 0.6666666666666666)
    """
    precision, recall = _share(right, predicted, empty=0.0), _share(right, gold, empty=0.0)
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def score(gold: Sequence[Article], predicted: Iterable[Article]) -> Score:
    """Score predicted articles (`id` or `url`, figures, quarantine, milestones) against the gold's."""
    by_key = {article.get("id") or article.get("url"): article for article in predicted}
    codes = guide_codes()
    total = Score(articles=len(gold))
    for article in gold:
        found = by_key.get(article["id"]) or by_key.get(article.get("url")) or {}
        _score_figures(total, article, found.get("figures") or [], codes)
        _score_quarantine(total, article, found.get("quarantine") or [])
        _score_milestones(total, article, found.get("milestones") or [])
    return total


def _score_figures(total: Score, article: Article, predicted: Sequence[Figure], codes: frozenset[str]) -> None:
    gold: Sequence[Figure] = article["figures"]
    pairs = match(gold, predicted)
    total.gold += len(gold)
    total.predicted += len(predicted)
    total.matched += len(pairs)
    total.gold_compared += sum(figure["role"] in COMPARED_ROLES for figure in gold)
    total.predicted_compared += sum(figure.get("role") in COMPARED_ROLES for figure in predicted)
    total.sure += sum((figure.get("confidence") or 0) >= SURE for figure in predicted)
    for i, j in pairs:
        _score_pair(total, f"{article['id']} p{gold[i]['p']} {gold[i]['mention']!r}", gold[i], predicted[j], codes)
    met, used = {i for i, _ in pairs}, {j for _, j in pairs}
    for garbled in article.get("quarantine") or []:
        text = _mention(garbled)
        total.garbled_accepted += sum(
            touches(_mention(figure), text) for j, figure in enumerate(predicted) if j not in used
        )
    for kind, figures, seen in (("MISSED", gold, met), ("EXTRA", predicted, used)):
        total.errors += [
            f"{article['id']} p{figure.get('p')} {figure.get('mention')!r} {kind} "
            f"({figure.get('value')} {figure.get('unit')} {figure.get('role')})"
            for position, figure in enumerate(figures)
            if position not in seen
        ]


def _score_pair(total: Score, where: str, gold: Figure, predicted: Figure, codes: frozenset[str]) -> None:
    good = {name: comparable(name, gold.get(name)) == comparable(name, predicted.get(name)) for name in FIELDS}
    if gold.get("indicator") is None and predicted.get("indicator") not in codes:
        good["indicator"] = True
    if gold.get("place") is None:
        good["place"] = True  # a place that no gazetteer has
    total.right.update(name for name in FIELDS if good[name])
    if all(good[name] for name in CORE):
        total.core += 1
        total.core_compared += gold["role"] in COMPARED_ROLES
        total.sure_right += (predicted.get("confidence") or 0) >= SURE
    total.errors += [
        f"{where} {name}: gold {gold.get(name)!r} got {predicted.get(name)!r}" for name in FIELDS if not good[name]
    ]


def _score_quarantine(total: Score, article: Article, predicted: Sequence[Any]) -> None:
    left = [_mention(row) for row in predicted]
    for garbled in map(_mention, article.get("quarantine") or []):
        total.quarantine += 1
        hit = next((text for text in left if touches(text, garbled)), None)
        if hit is not None:
            left.remove(hit)
            total.quarantine_found += 1


def _score_milestones(total: Score, article: Article, predicted: Sequence[Figure]) -> None:
    left = [(row.get("p"), str(row.get("due"))) for row in predicted]
    for milestone in article.get("milestones") or []:
        total.milestones += 1
        if (milestone["p"], milestone["due"]) in left:
            left.remove((milestone["p"], milestone["due"]))
            total.milestones_found += 1


def match(gold: Sequence[Figure], predicted: Sequence[Figure]) -> list[tuple[int, int]]:
    """Pair gold and predicted figures of one article: same paragraph and value, best mention first.

    >>> row = {"p": 0, "mention": "5 ہزار", "value": 5000}
    >>> match([row], [{**row, "p": 1}, {**row, "mention": "5"}, row])
    [(0, 2)]
    """
    pairs: list[tuple[int, int]] = []
    used: set[int] = set()
    for i, wanted in enumerate(gold):
        candidates = [
            (_closeness(wanted, figure), -j)
            for j, figure in enumerate(predicted)
            if j not in used and figure.get("p") == wanted["p"] and _same_value(wanted, figure)
        ]
        if candidates:
            j = -max(candidates)[1]
            used.add(j)
            pairs.append((i, j))
    return pairs


def _closeness(gold: Figure, predicted: Figure) -> tuple[bool, bool, int]:
    wanted, found = gold["mention"], _mention(predicted)
    wrong = sum(comparable(name, gold.get(name)) != comparable(name, predicted.get(name)) for name in CORE)
    return found == wanted, found in wanted or wanted in found, -wrong


def _same_value(gold: Figure, predicted: Figure) -> bool:
    return all(_equal(gold.get(name), predicted.get(name)) for name in ("value", "value_high"))


def _equal(left: Any, right: Any) -> bool:
    if left is None or right is None:
        return left is right
    left, right = float(left), float(right)
    return bool(abs(left - right) <= 1e-9 * max(1.0, abs(left), abs(right)))


def comparable(name: str, value: Any) -> Any:
    """Bring a field's value to the form in which gold and prediction are compared."""
    if value in ("", None):
        return None
    return float(value) if name == "out_of" else str(value).strip()


def touches(mention: str, garbled: str) -> bool:
    """Tell whether a mention is, holds or is a piece of a garbled string (single characters only when equal).

    >>> touches("320", "320/5"), touches("5", "320/5"), touches("5", "5")
    (True, False, True)
    """
    if mention == garbled:
        return True
    return len(garbled) > 2 and (garbled in mention or (len(mention) > 1 and mention in garbled))


def _mention(row: Any) -> str:
    return row if isinstance(row, str) else str(row.get("mention", ""))


def _share(part: int, whole: int, *, empty: float = 1.0) -> float:
    return part / whole if whole else empty
