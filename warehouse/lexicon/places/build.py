"""Regenerate the gazetteer's CSV files; run by hand when a source changes, never by the pipeline.

Needs the `gazetteer` dependency group in an environment of its own (it pulls a geocoder):

    uv pip install --python <env> --group gazetteer
    <env>/bin/python warehouse/lexicon/places/build.py

Writes units.csv, crosswalk.csv and countries.csv beside this file from the sources that README.md names.
Urdu names come from spellings.csv where a form was seen, else from the syllable tables.
"""

from __future__ import annotations

import csv
import json
import re
import sqlite3
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
OLD_END = "2025-06-30"
NEW_START = "2025-07-01"
# Thừa Thiên Huế became the city of Huế half a year before the other changes (resolution 175/2024/QH15)
HUE = {"gso": "46", "old_name": "Thừa Thiên Huế", "old_end": "2024-12-31", "new_start": "2025-01-01"}

KINDS = {
    "Tỉnh": "province",
    "Huyện": "district",
    "Quận": "urban_district",
    "Thị xã": "town",
    "Xã": "commune",
    "Phường": "ward",
    "Thị trấn": "township",
    "Đặc khu": "special_zone",
}

_SYLLABLE = re.compile(r"^(ngh|gi(?=[aeiouy])|qu(?=[aeiouy])|[bcdfghjklmnpqrstvwxz]*)([aeiouy].*)?$")


def ascii_name(name: str) -> str:
    """Strip the diacritics of a Vietnamese name."""
    bare = unicodedata.normalize("NFD", name.replace("đ", "d").replace("Đ", "D"))
    return "".join(letter for letter in bare if not unicodedata.combining(letter))


def table(name: str) -> list[dict[str, str]]:
    """Read a CSV file beside this script, without its comment lines."""
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader(line for line in lines if not line.startswith("#")))


class Speller:
    """Write Vietnamese names in Urdu letters: syllables as seen most often, else onset and rime by table."""

    def __init__(self) -> None:
        self.seen: dict[str, tuple[int, str]] = {}
        for row in table("syllables.csv"):
            times, form = int(row["times_seen"]), row["urdu_form"]
            key = row["vietnamese_syllable_ascii"]
            if times > self.seen.get(key, (0, ""))[0]:
                self.seen[key] = (times, form)
        self.onsets = {row["onset"]: row["urdu"] for row in table("onsets.csv")}
        self.rimes = {row["rime"]: row for row in table("rimes.csv")}

    def name(self, name_vi: str) -> str:
        """Spell a whole name."""
        return " ".join(self.syllable(part) for part in re.split(r"\s+", ascii_name(name_vi).lower()))

    def syllable(self, part: str) -> str:
        """Spell one syllable; digits, hyphens and letters that stand for a number stay."""
        part = part.replace("'", "")
        if part in self.seen:
            return self.seen[part][1]
        match = _SYLLABLE.match(part)
        onset, rime = (match[1], match[2] or "") if match else ("", part)
        if rime in self.rimes:
            head = self.onsets.get(onset) or "".join(self.onsets.get(letter, letter) for letter in onset)
            return head + self.rimes[rime]["urdu"] if onset else self.rimes[rime]["alone"]
        return "".join(self.onsets.get(letter) or self.rimes.get(letter, {}).get("urdu", letter) for letter in part)


def source_rows(query: str) -> list[dict[str, Any]]:
    """Read rows of vietnamadminunits' database without importing the package."""
    with sqlite3.connect(source_folder() / "dataset.db") as con:
        con.row_factory = sqlite3.Row
        return [dict(row) for row in con.execute(query)]


def source_folder() -> Path:
    """Find vietnamadminunits' data folder."""
    spec = find_spec("vietnamadminunits")
    if spec is None or spec.origin is None:
        raise SystemExit("vietnamadminunits is not installed: use the gazetteer dependency group")
    return Path(spec.origin).parent / "data"


def bare(short: str) -> str:
    """Drop the unit word the source adds in brackets where two units share a name."""
    return re.sub(r"\s*\([^)]*\)$", "", short)


def units(old: list[dict[str, Any]], new: list[dict[str, Any]]) -> Iterator[dict[str, str]]:
    """Lay out every unit once: country, old provinces, districts, communes, new provinces, new communes."""
    iso = {row["gso"]: row["iso"] for row in table("iso.csv")}
    yield unit("VN", "Việt Nam", "country", "", iso_code="VN")
    for row in old:
        code, short = row["provinceCode"], row["provinceShort"]
        hue = code == HUE["gso"]
        province = HUE["old_name"] if hue else short
        end = HUE["old_end"] if hue else OLD_END
        kind = "municipality" if row["province"].startswith("Thành phố") and not hue else "province"
        yield unit(f"VN63-{code}", province, kind, "VN", valid_to=end, iso_code=iso[code])
        district_id, district = island_or_code(row), bare(row["districtShort"])
        kind = KINDS.get(row["districtType"], "city")
        yield unit(district_id, f"{province}/{district}", kind, f"VN63-{code}", valid_to=OLD_END)
        if row["wardCode"]:
            ward = bare(row["wardShort"])
            path = f"{province}/{district}/{ward}"
            yield unit(f"VN63-{row['wardCode']}", path, KINDS[row["wardType"]], district_id, valid_to=OLD_END)
    for row in new:
        code, province = row["provinceCode"], row["provinceShort"]
        start = HUE["new_start"] if code == HUE["gso"] else NEW_START
        kind = "municipality" if row["province"].startswith("Thành phố") else "province"
        yield unit(f"VN34-{code}", province, kind, "VN", valid_from=start)
        path = f"{province}/{row['wardShort']}"
        kind = KINDS[row["wardType"]]
        yield unit(f"VN34-{row['wardCode']}", path, kind, f"VN34-{code}", valid_from=NEW_START)


def island_or_code(row: Mapping[str, Any]) -> str:
    """Return a district's id; the five island districts without a code are named by their key."""
    return f"VN63-{row['districtCode'] or row['districtKey']}"


def unit(place_id: str, path: str, kind: str, parent: str, **more: str) -> dict[str, str]:
    """Make one row of units.csv; the Urdu name is filled in later."""
    name = path.rpartition("/")[2]
    row = {"place_id": place_id, "path": path, "name_vi": name, "name_ascii": ascii_name(name), "name_ur": ""}
    return row | {"kind": kind, "parent_id": parent, "valid_from": "", "valid_to": "", "iso_code": "", **more}


def crosswalk(old: list[dict[str, Any]], new: list[dict[str, Any]]) -> list[dict[str, str]]:
    """Link old to new units; `whole` is 1 where the old unit lies in that one new unit entirely."""
    converter = json.loads((source_folder() / "converter_2025.json").read_text(encoding="utf-8"))
    new_ward = {(row["provinceKey"], row["wardKey"]): f"VN34-{row['wardCode']}" for row in new}
    new_province = {row["provinceKey"]: f"VN34-{row['provinceCode']}" for row in new}
    old_province = {row["provinceKey"]: f"VN63-{row['provinceCode']}" for row in old}
    old_row = {f"{row['provinceKey']}_{row['districtKey']}_{row['wardKey'] or ''}": row for row in old}
    links: dict[str, set[str]] = {}
    for merged, parts in converter["DICT_PROVINCE"].items():
        for part in parts:
            links.setdefault(old_province[part], set()).add(new_province[merged])
    for key, target in ward_links(converter):
        row = old_row[key]
        ends = [island_or_code(row)] + ([f"VN63-{row['wardCode']}"] if row["wardCode"] else [])
        for end in ends:
            links.setdefault(end, set()).add(new_ward[target])
    return [
        {"old_id": old_id, "new_id": new_id, "whole": str(int(len(targets) == 1))}
        for old_id, targets in sorted(links.items())
        for new_id in sorted(targets)
    ]


def ward_links(converter: Mapping[str, Any]) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield (old commune's key, (new province's key, new commune's key))."""
    for province, wards in converter["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for ward, sources in wards.items():
            yield from ((source, (province, ward)) for source in sources)
    for province, sources in converter["DICT_PROVINCE_WARD_DIVIDED"].items():
        for source, targets in sources.items():
            yield from ((source, (province, target["newWardKey"])) for target in targets)


def countries() -> list[dict[str, str]]:
    """List countries by ISO code with CLDR's English and Urdu names."""
    from babel import Locale  # noqa: PLC0415  only this function needs it

    english, urdu = Locale("en").territories, Locale("ur").territories
    codes = sorted(code for code in map(str, english) if re.fullmatch(r"[A-Z]{2}", code) and code in urdu)
    no_country = {"VN", "EU", "EZ", "UN", "XA", "XB", "ZZ", "QO", "AC", "CP", "DG", "EA", "IC", "TA", "CQ"}
    return [{"place_id": c, "path": str(english[c]), "name_ur": str(urdu[c])} for c in codes if c not in no_country]


def write(name: str, rows: Iterable[Mapping[str, str]]) -> None:
    """Write a CSV file beside this script."""
    listed = list(rows)
    with (HERE / name).open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, fieldnames=list(listed[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(listed)


def main() -> None:
    """Write the three files."""
    old = source_rows("select * from admin_units_legacy order by provinceCode, districtCode, wardCode")
    new = source_rows("select * from admin_units order by provinceCode, wardCode")
    speller = Speller()
    listed = {row["place"]: row["form"] for row in reversed(table("spellings.csv")) if not row["form"].isascii()}
    distinct = {row["place_id"]: row for row in units(old, new)}
    for row in distinct.values():
        row["name_ur"] = listed.get(row["path"]) or speller.name(row["name_vi"])
    write("units.csv", distinct.values())
    write("crosswalk.csv", crosswalk(old, new))
    write("countries.csv", countries())


if __name__ == "__main__":
    main()
