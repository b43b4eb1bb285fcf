"""The lexicon's files agree with each other: no code, form or place that another file does not know."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

import polars as pl
import pytest

from warehouse.evaluate.gold import guide_codes
from warehouse.figures.cues import EXACT, FAMILIES
from warehouse.lexicon import Lexicon, load_lexicon
from warehouse.text.phrases import table_phrases


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon()


@pytest.fixture(scope="module")
def indicators(lexicon: Lexicon) -> dict[str, dict[str, Any]]:
    return {entry["code"]: entry for entry in lexicon.table("indicators.toml")["indicator"]}


def repeated(values: Iterable[Any]) -> set[Any]:
    seen: set[Any] = set()
    return {value for value in values if value in seen or seen.add(value)}  # type: ignore[func-returns-value]


def test_every_wording_is_of_an_indicator_that_exists(lexicon: Lexicon, indicators: dict[str, dict[str, Any]]) -> None:
    named = {row["indicator"] for row in lexicon.rows("indicator_cues.csv")}
    assert {code for code in named if "." in code} == set(indicators), "no wording names it, or names what is none"


def test_what_stands_instead_of_an_indicator_is_explained_in_the_file(lexicon: Lexicon) -> None:
    head = lexicon.files["indicator_cues.csv"].decode().split("\nindicator,")[0]
    words = {row["indicator"] for row in lexicon.rows("indicator_cues.csv") if "." not in row["indicator"]}
    assert "none" in words
    assert all(f'"{word}"' in head for word in words), words


def test_milestones_and_roles_name_indicators_that_exist(
    lexicon: Lexicon, indicators: dict[str, dict[str, Any]]
) -> None:
    milestones, roles = lexicon.table("milestones.toml"), lexicon.table("roles.toml")
    named = set(milestones["indicator"].values()) | {task["indicator"] for task in milestones["task"]}
    named |= {code for codes in roles["by_indicator"].values() for code in codes}
    named |= set(lexicon.table("times/context.toml")["event_indicators"])
    named |= {code for entry in indicators.values() for code in entry.get("met_by", [])}
    assert named <= set(indicators)


def test_every_code_of_the_annotation_guide_is_an_indicator(indicators: dict[str, dict[str, Any]]) -> None:
    assert guide_codes() <= set(indicators)


def test_every_indicator_says_what_it_is(indicators: dict[str, dict[str, Any]], lexicon: Lexicon) -> None:
    programmes = {entry["code"] for entry in lexicon.table("programmes.toml")["programme"]}
    for code, entry in indicators.items():
        assert all(entry[key].strip() for key in ("en", "ur", "definition", "source")), code
        assert entry["direction"] in {"up", "down"}, code
        assert entry.get("basis", "stock") in {"stock", "flow"}, code
        assert entry["unit"] in {"count", "percent", "money", "length", "area", "mass"}, code
        assert entry.get("programme") in {*programmes, None}, code


def test_codes_are_given_once(lexicon: Lexicon) -> None:
    for name, list_name in (("indicators.toml", "indicator"), ("programmes.toml", "programme"), ("units.toml", "unit")):
        assert not repeated(entry["code"] for entry in lexicon.table(name)[list_name]), name
    assert not repeated(row["code"] for row in lexicon.rows("units.csv"))


def test_every_programme_is_named_by_words_and_every_word_names_one(lexicon: Lexicon) -> None:
    codes = {entry["code"] for entry in lexicon.table("programmes.toml")["programme"]}
    assert set(lexicon.table("programme_cues.toml")) - {"*"} == codes
    milestones = lexicon.table("milestones.toml")
    assert {entry["programme"] for entry in milestones["standard"] + milestones["task"]} <= codes
    assert {key.split()[0] for key in milestones["indicator"]} <= codes


def test_every_unit_that_is_read_is_described(lexicon: Lexicon) -> None:
    described = {row["code"] for row in lexicon.rows("units.csv")}
    assert {unit["code"] for unit in lexicon.table("units.toml")["unit"]} - described == set()


def test_every_unit_of_a_wording_is_one(lexicon: Lexicon) -> None:
    units = {unit["code"] for unit in lexicon.table("units.toml")["unit"]} | {"count", "money"}
    asked = {unit for row in lexicon.rows("indicator_cues.csv") for unit in row["units"].split("|") if unit}
    assert asked <= units


def test_no_form_is_of_two_units(lexicon: Lexicon) -> None:
    rows = [
        {"phrase": form, "code": unit["code"]}
        for unit in lexicon.table("units.toml")["unit"]
        for form in [*unit["forms"], *unit.get("subforms", [])]
    ]
    codes = table_phrases(rows, lexicon, on="norm").group_by("_key").agg(pl.col("code").unique())
    assert codes.filter(pl.col("code").list.len() > 1).is_empty()


def test_no_number_word_has_two_values(lexicon: Lexicon) -> None:
    values: dict[str, set[tuple[float, str]]] = defaultdict(set)
    for row in lexicon.rows("numbers.csv"):
        values[row["form"]].add((float(row["value"] or 0), row["kind"]))
    assert {form: found for form, found in values.items() if len(found) > 1} == {}


def test_number_words_are_of_kinds_that_the_file_explains(lexicon: Lexicon) -> None:
    rows = lexicon.rows("numbers.csv")
    head = lexicon.files["numbers.csv"].decode().split("\nform,")[0]
    assert all(f"{row['kind']} (" in head for row in rows), "a kind that the head of the file does not explain"
    assert all(0 <= float(row["value"]) <= 99 for row in rows if row["kind"] == "unit")


def test_wordings_are_whole(lexicon: Lexicon) -> None:
    for row in lexicon.rows("indicator_cues.csv"):
        assert row["head"], row
        float(row["weight"])
        groups = [row["head"], row["without"], *row["with"].split("&")]
        for group in filter(None, groups):
            assert all(phrase.strip() for phrase in group.strip().removeprefix("~").split("|")), row


def test_no_wording_is_given_twice(lexicon: Lexicon) -> None:
    assert not repeated(tuple(row.values()) for row in lexicon.rows("indicator_cues.csv"))


def test_places_name_units_that_exist(lexicon: Lexicon) -> None:
    known = {row["path"] for name in ("units", "regions", "countries") for row in lexicon.rows(f"places/{name}.csv")}
    assert {row["place"] for row in lexicon.rows("places/spellings.csv")} <= known
    ids = {row["place_id"] for row in lexicon.rows("places/units.csv")}
    links = lexicon.rows("places/crosswalk.csv")
    assert {row["old_id"] for row in links} | {row["new_id"] for row in links} <= ids


def test_no_phrase_of_the_verbs_is_both_a_goal_and_a_result(lexicon: Lexicon) -> None:
    roles = lexicon.table("roles.toml")
    assert set(roles["target"]["after"]) & set(roles["result"]["after"]) == set()
    assert set(roles["change"]["rise"]) & set(roles["change"]["fall"]) == set()


def test_every_table_of_the_roles_is_a_list_of_words(lexicon: Lexicon) -> None:
    for name, table in lexicon.table("roles.toml").items():
        for key, words in table.items():
            if isinstance(words, int):
                continue
            assert words, (name, key)
            assert all(word.strip() == word != "" for word in words), (name, key)


def lists_of_words(value: Any, path: str) -> Iterator[tuple[str, list[str]]]:
    """Walk a TOML table: the path of each list of strings, and the list."""
    if isinstance(value, list) and value and all(isinstance(word, str) for word in value):
        yield path, value
    elif isinstance(value, dict | list):
        inner = value.items() if isinstance(value, dict) else enumerate(value)
        for key, part in inner:
            yield from lists_of_words(part, f"{path} {key}")


def test_no_list_has_a_word_twice(lexicon: Lexicon) -> None:
    names = [name for name in lexicon.files if name.endswith(".toml")]
    found = [entry for name in names for entry in lists_of_words(lexicon.table(name), name)]
    assert len(found) > len(names)
    assert {path: twice for path, words in found if (twice := repeated(words))} == {}


def keyed(phrases: list[str], lexicon: Lexicon, on: str) -> dict[str, list[str]]:
    """Give the phrases that the text cannot tell apart: key of the match to phrases."""
    keys: dict[str, list[str]] = defaultdict(list)
    for row in table_phrases([{"phrase": phrase} for phrase in phrases], lexicon, on=on).to_dicts():
        keys[row["_key"]].append(row["phrase"])
    return keys


@pytest.mark.parametrize("family", FAMILIES)
def test_no_cue_of_a_family_is_said_again_in_another_form(lexicon: Lexicon, family: str) -> None:
    roles = lexicon.table("roles.toml")
    phrases = [phrase for table, key in FAMILIES[family] for phrase in roles[table][key]]
    found = keyed(phrases, lexicon, "norm" if family in EXACT else "stem")
    assert [same for same in found.values() if len(same) > 1] == []


def test_no_comparator_is_said_again_among_what_moves_nothing(lexicon: Lexicon) -> None:
    comparators = [phrase for entry in lexicon.table("grammar.toml")["comparator"] for phrase in entry["after"]]
    still = keyed(lexicon.table("roles.toml")["change"]["none"], lexicon, "stem")
    assert keyed(comparators, lexicon, "stem").keys() & still.keys() == set()


@pytest.mark.parametrize("family", ["strong", "prize", "structure", "group", "threshold", "against", "comparison"])
def test_no_cue_holds_another_where_only_its_presence_counts(lexicon: Lexicon, family: str) -> None:
    roles = lexicon.table("roles.toml")
    for table, key in FAMILIES[family]:
        words = [phrase.split("\x1f") for phrase in keyed(roles[table][key], lexicon, "stem")]
        edges = [(long, short) for long in words for short in words if long != short and len(short) < len(long)]
        assert [pair for pair in edges if pair[1] in (pair[0][: len(pair[1])], pair[0][-len(pair[1]) :])] == []


def test_no_wording_gives_an_alternative_again_in_another_form(lexicon: Lexicon) -> None:
    groups = {
        group.strip().removeprefix("~")
        for row in lexicon.rows("indicator_cues.csv")
        for group in [row["head"], row["without"], *row["with"].split("&")]
    }
    rows = [{"phrase": group, "group": group} for group in sorted(groups - {""})]
    again = table_phrases(rows, lexicon).group_by("group", "_key").agg("phrase").filter(pl.col("phrase").list.len() > 1)
    assert again["phrase"].to_list() == []
