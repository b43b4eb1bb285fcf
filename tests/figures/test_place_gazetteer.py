"""The gazetteer's data: complete, consistent, and open to an analyst's line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from warehouse.figures.places import Places, load_places
from warehouse.lexicon import load_lexicon


@pytest.fixture(scope="module")
def places() -> Places:
    return load_places()


def test_every_unit_of_both_systems_is_there(places: Places) -> None:
    system = pl.col("place_id").str.head(4)
    counts = places.units.group_by(system=system, level="level").len()
    found = {(row["system"], row["level"]): row["len"] for row in counts.to_dicts()}
    assert found["VN63", "province"] == 63
    assert found["VN63", "district"] == 696
    assert found["VN63", "commune"] == 10_035
    assert found["VN34", "province"] == 34
    assert found["VN34", "commune"] == 3_321


def test_ids_are_unique_and_parents_exist() -> None:
    rows = load_lexicon().rows("places/units.csv")
    ids = {row["place_id"] for row in rows}
    assert len(ids) == len(rows)
    assert {row["parent_id"] for row in rows} - ids == {""}
    assert all(row["name_ur"] and row["name_ascii"].isascii() for row in rows)


def test_the_crosswalk_links_every_old_unit_to_new_ones() -> None:
    lexicon = load_lexicon()
    ids = {row["place_id"] for row in lexicon.rows("places/units.csv")}
    links = lexicon.rows("places/crosswalk.csv")
    old = {place_id for place_id in ids if place_id.startswith("VN63")}
    new = {place_id for place_id in ids if place_id.startswith("VN34")}
    assert {link["old_id"] for link in links} == old
    assert {link["new_id"] for link in links} == new
    provinces = [link for link in links if len(link["old_id"]) == len("VN63-01")]
    assert len(provinces) == 63
    assert all(link["whole"] == "1" for link in provinces)


def test_the_boundary_of_2025_and_the_earlier_city_of_hue(places: Places) -> None:
    by_path = {
        (row["path"], row["place_id"][:4]): (row["valid_from"], row["valid_to"])
        for row in places.units.filter(level="province").to_dicts()
    }
    assert by_path["Hà Tĩnh", "VN63"] == (None, date(2025, 6, 30))
    assert by_path["Hà Tĩnh", "VN34"] == (date(2025, 7, 1), None)
    assert by_path["Huế", "VN34"] == (date(2025, 1, 1), None)


def test_every_listed_spelling_names_a_place_there_is(places: Places) -> None:
    paths = set(places.units["path"])
    assert [row for row in load_lexicon().rows("places/spellings.csv") if row["place"] not in paths] == []


def test_an_analyst_adds_a_spelling_in_one_line(tmp_path: Path) -> None:
    folder = tmp_path / "places"
    folder.mkdir()
    (folder / "spellings.csv").write_text(
        "form,place,needs,note\nکیمزن,Hà Tĩnh/Cẩm Xuyên,,misprint\n", encoding="utf-8"
    )
    added = load_places(tmp_path).listed.filter(key="کیمزن")
    assert set(added["place_id"]) == {"VN63-446", "VN34-18673"}
