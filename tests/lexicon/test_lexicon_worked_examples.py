"""The examples of docs/lexicon.md, done as an analyst does them: lines of data in <home>/lexicon, no Python."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import polars as pl
import pytest

from warehouse.errors import UsageError
from warehouse.figures.extract import extract
from warehouse.figures.schemas import ARTICLES
from warehouse.figures.version import extractor_version
from warehouse.lexicon import Lexicon, load_lexicon

PAGE = (Path(__file__).parents[2] / "docs" / "lexicon.md").read_text("utf-8")
BLOCKS = re.findall(r"^```(?:csv|toml) (\S+)\n(.*?)^```$", PAGE, flags=re.MULTILINE | re.DOTALL)
SENTENCES = re.findall(r"^> (.+)$", PAGE, flags=re.MULTILINE)

# what each sentence of the page gives before and after, in the page's order
EXAMPLES: list[tuple[str, str, list[Any], list[Any]]] = [
    ("an indicator", "indicator", [None], ["social.libraries"]),
    ("a cue", "role", ["achievement"], ["target"]),
    ("a place's spelling", "place", [None], ["Thanh Hóa"]),
    ("a unit", "unit", ["count"], ["sao"]),
    ("a number word", "value", [], [75.0]),
    ("no figure", "mention", ["86"], []),
    ("a programme's name", "programme", [None], ["NRD"]),
]


def write(folder: Path, blocks: list[tuple[str, str]]) -> Path:
    for name, content in blocks:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return folder


def read(lexicon: Lexicon) -> pl.DataFrame:
    rows = [
        {
            "article_id": str(number),
            "url": None,
            "title": None,
            "source": None,
            "published": dt.date(2025, 1, 10),
            "paragraphs": [text],
        }
        for number, text in enumerate(SENTENCES)
    ]
    return extract(pl.DataFrame(rows, schema=ARTICLES), lexicon).figures


@pytest.fixture(scope="module")
def own_words(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("home") / "lexicon", BLOCKS)


@pytest.fixture(scope="module")
def before() -> pl.DataFrame:
    return read(load_lexicon())


@pytest.fixture(scope="module")
def after(own_words: Path) -> pl.DataFrame:
    return read(load_lexicon(own_words))


def test_the_page_holds_an_example_of_every_kind() -> None:
    assert len(SENTENCES) == len(EXAMPLES)
    assert {name for name, _ in BLOCKS} >= {
        *("indicators.toml", "indicator_cues.csv", "roles.toml", "places/spellings.csv"),
        *("units.toml", "units.csv", "numbers.csv", "notfigures.toml", "programme_cues.toml"),
    }


@pytest.mark.parametrize("at", range(len(EXAMPLES)), ids=[name for name, *_ in EXAMPLES])
def test_one_line_of_data_is_enough(before: pl.DataFrame, after: pl.DataFrame, at: int) -> None:
    _, field, without, with_it = EXAMPLES[at]
    here = pl.col("article_id") == str(at)
    assert before.filter(here)[field].to_list() == without
    assert after.filter(here)[field].to_list() == with_it


def test_a_new_indicator_makes_its_figure_a_result(after: pl.DataFrame) -> None:
    assert after.filter(article_id="0").select("mention", "role", "item").rows() == [
        ("46", "achievement", "کتب خانے بنائے")
    ]


def test_own_words_make_another_extractor_version(own_words: Path) -> None:
    shipped, own = load_lexicon(), load_lexicon(own_words)
    assert shipped.version != own.version
    assert extractor_version(shipped).split("-")[0] == extractor_version(own).split("-")[0]
    assert extractor_version(shipped) != extractor_version(own)
    assert load_lexicon(own_words).version == own.version


def test_the_command_reads_them_from_its_home(own_words: Path, hadaf: Callable[..., CompletedProcess[str]]) -> None:
    line = json.dumps({"id": "a", "published": "2025-01-10", "text": SENTENCES[0]}, ensure_ascii=False)
    done = hadaf("--home", own_words.parent, "extract", stdin=line)
    assert done.returncode == 0, done.stderr
    assert [figure["indicator"] for figure in json.loads(done.stdout)["figures"]] == ["social.libraries"]


def test_no_folder_or_an_empty_one_leaves_the_shipped_words(tmp_path: Path) -> None:
    assert load_lexicon(tmp_path / "none").version == load_lexicon().version
    assert load_lexicon(tmp_path).version == load_lexicon().version


def test_tables_are_merged_lists_appended_values_replaced(tmp_path: Path) -> None:
    write(
        tmp_path,
        [
            ("grammar.toml", '[counted_before]\nreach = 9\n[sign]\nplus = ["جمع"]\n'),
            ("basis.toml", 'added = ["تازہ"]\n'),
        ],
    )
    shipped, own = load_lexicon(), load_lexicon(tmp_path)
    assert own.table("grammar.toml")["counted_before"]["reach"] == 9
    assert (
        own.table("grammar.toml")["counted_before"]["words"] == shipped.table("grammar.toml")["counted_before"]["words"]
    )
    assert own.table("grammar.toml")["sign"]["plus"] == [*shipped.table("grammar.toml")["sign"]["plus"], "جمع"]
    assert own.table("basis.toml")["added"] == [*shipped.table("basis.toml")["added"], "تازہ"]
    assert "تازہ" not in shipped.table("basis.toml")["added"]


def test_rows_come_after_the_shipped_ones_and_comments_are_none(tmp_path: Path) -> None:
    write(tmp_path, [("numbers.csv", "# mine\nform,value,kind,care\n\nپچھہتر,75,unit,\n")])
    rows = load_lexicon(tmp_path).rows("numbers.csv")
    assert rows[:-1] == load_lexicon().rows("numbers.csv")
    assert rows[-1] == {"form": "پچھہتر", "value": "75", "kind": "unit", "care": ""}


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("roles.toml", b"[target\n", r"lexicon file roles\.toml: .*line 1"),
        ("roles.toml", b"\xff\xfe", r"lexicon file roles\.toml: .*utf-8"),
        ("numbers.csv", b"form,value,kind,care\n\xd9", r"lexicon file numbers\.csv: .*utf-8"),
        ("numbers.csv", b"form,value,kind,care\nx,1\n", r"lexicon file numbers\.csv, line 2: 4 cells expected"),
        ("numbers.csv", b"form,value,kind,care\nx,1,unit,,,\n", r"lexicon file numbers\.csv, line 2: 4 cells expected"),
    ],
    ids=["not TOML", "TOML not UTF-8", "CSV not UTF-8", "cells missing", "cells too many"],
)
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, name: str, content: bytes, message: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(UsageError, match=message):
        load_lexicon(tmp_path)


def test_a_file_of_another_kind_is_no_lexicon(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("not words", encoding="utf-8")
    assert load_lexicon(tmp_path).version == load_lexicon().version
    with pytest.raises(UsageError, match=r"the lexicon has no file notes\.txt"):
        load_lexicon(tmp_path).table("notes.txt")
