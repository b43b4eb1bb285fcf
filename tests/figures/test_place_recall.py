"""How many places are found: every form seen live, every district by its Latin name and by a spelling made by rule."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from warehouse.figures.places import load_places, place_spans
from warehouse.lexicon.places.build import Speller
from warehouse.text.tokens import texts, tokens

DAYS = {"VN63": date(2024, 5, 1), "VN34": date(2025, 9, 1)}
WORDS = {
    "province": "صوبہ",
    "municipality": "شہر",
    "city": "شہر",
    "district": "ضلع",
    "urban_district": "ضلع",
    "town": "ٹاؤن",
    "commune": "کمیون",
    "ward": "وارڈ",
    "township": "ٹاؤن",
    "special_zone": "خصوصی زون",
}
# spellings that are everyday Urdu words (places/README.md of the seen forms names them): no place without a unit word
EVERYDAY = set(re.findall(r"\w+", "تھانہ ہوا ہو بن نام نم کون گیا ڈاک تین خان خانہ کم ہرا کان"))
ROWS = {row["place_id"]: row for row in load_places().lexicon.rows("places/units.csv")}
PATHS = dict(load_places().units.select("place_id", "path").iter_rows())


def province_of(place_id: str) -> str:
    """Climb to the province that a unit lies in (itself where it is one)."""
    while ROWS[place_id]["parent_id"] != "VN":
        place_id = ROWS[place_id]["parent_id"]
    return place_id


def found(sentences: Mapping[str, str]) -> dict[str, set[str]]:
    """Read one article a unit, dated in the time of its system: the paths that were read in each."""
    places = load_places()
    articles = pl.DataFrame(
        [
            {
                "article_id": place_id,
                "url": None,
                "title": "",
                "source": None,
                "published": DAYS[place_id[:4]],
                "paragraphs": [sentence],
            }
            for place_id, sentence in sentences.items()
        ]
    )
    read = place_spans(tokens(texts(articles), places.lexicon), articles, places).filter(kind="unit")
    paths: dict[str, set[str]] = defaultdict(set)
    for article_id, path in read.select("article_id", "path").drop_nulls().iter_rows():
        paths[article_id].add(path)
    return paths


def missed(sentences: Mapping[str, str]) -> list[str]:
    paths = found(sentences)
    return [
        sentence for place_id, sentence in sentences.items() if PATHS[place_id.split("#")[0]] not in paths[place_id]
    ]


def in_its_province(place_id: str, form: str) -> str:
    """Name a unit with its unit word, its province before it."""
    province = ROWS[province_of(place_id)]
    parent = f"{WORDS[province['kind']]} {province['name_ur']}"
    return f"{parent} کے {WORDS[ROWS[place_id]['kind']]} {form} میں 25 گھر مکمل ہوئے۔"


DISTRICTS = [
    place_id
    for place_id, row in ROWS.items()
    if place_id.startswith("VN63") and row["parent_id"] != "VN" and ROWS[row["parent_id"]]["parent_id"] == "VN"
]


def by_rule(name: str) -> str:
    """Spell a name from onsets and rimes alone, blind to every syllable that was seen."""
    speller = Speller()
    speller.seen = {}
    return speller.name(name)


@pytest.mark.parametrize("spelling", ["ascii", "listed", "rule"])
def test_districts_are_found_beside_their_province(spelling: str) -> None:
    forms = {
        "ascii": lambda row: row["name_ascii"],
        "listed": lambda row: row["name_ur"],
        "rule": lambda row: by_rule(row["name_vi"]),
    }
    sentences = {place_id: in_its_province(place_id, forms[spelling](ROWS[place_id])) for place_id in DISTRICTS}
    assert len(sentences) == 696
    assert len(missed(sentences)) <= 0.02 * len(sentences), missed(sentences)


def seen_forms(path: Path) -> dict[str, str]:
    """Put every seen form of one place, no everyday word, into a sentence that names its province."""
    rows = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
    owners: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for row in rows:
        owners[row["form"]].add((row["name_vi"], row["parent_vi"]))
    units: dict[tuple[str, str], list[str]] = defaultdict(list)
    for place_id, row in ROWS.items():
        if place_id[:4] in DAYS:
            units[ROWS[province_of(place_id)]["name_vi"], row["name_vi"]].append(place_id)
    sentences: dict[str, str] = {}
    for number, row in enumerate(rows):
        if len(owners[row["form"]]) > 1 or row["form"] in EVERYDAY:
            continue
        province = row["name_vi"] if row["parent_vi"] == "Việt Nam" else row["parent_vi"].split(",")[-1].strip()
        for place_id in units[province, row["name_vi"]]:
            sentences[f"{place_id}#{number}"] = (
                in_its_province(place_id, row["form"])
                if ROWS[place_id]["parent_id"] != "VN"
                else f"{row['form']} میں 25 گھر مکمل ہوئے۔"
            )
    return sentences


def test_forms_seen_live_are_found(shared: Path) -> None:
    sentences = seen_forms(shared / "places" / "seen.csv")
    assert len(sentences) > 700
    assert len(missed(sentences)) <= 0.03 * len(sentences), missed(sentences)
