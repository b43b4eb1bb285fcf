"""A mistake in an analyst's own file is named with file, line and near miss: no line of theirs is without effect."""
# ruff: noqa: E501 - a mistake a line

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from warehouse.errors import UsageError
from warehouse.lexicon import load_lexicon

CUES = "indicator,head,with,without,units,weight\n"
NEW = '[[indicator]]\ncode="a.b"\nen="A"\nur="ا"\nunit="count"\ndirection="up"\nbasis="stock"\ndefinition="A."\n'

MISTAKES = {
    "a file of no name": ("indicator_cue.csv", CUES, "no file of this name; did you mean 'indicator_cues.csv'?"),
    "a file in the wrong folder": ("spellings.csv", "form\n", "did you mean 'places/spellings.csv'?"),
    "no line of columns": ("indicator_cues.csv", "ocop.products,تحفہ,,,count,3\n", "line 1: must name the columns indic"),
    "a column misspelt": ("numbers.csv", "# mine\nform,vlaue,kind,care\n", "line 2: must name the columns .*'vlaue' is"),
    "a column left out": ("numbers.csv", "form,value,kind\n", "must name the columns form,value,kind,care"),
    "a code of nothing": ("indicator_cues.csv", f"{CUES}\nocop.product,تحفہ,,,count,3\n", "line 3: there is no indicator 'ocop.product'; did you mean 'ocop.products'?"),
    "a weight in words": ("indicator_cues.csv", f"{CUES}ocop.products,تحفہ,,,count,high\n", "line 2: weight must be a number, not 'high'"),
    "a unit of nothing": ("indicator_cues.csv", f"{CUES}ocop.products,تحفہ,,,counts,3\n", "line 2: there is no unit 'counts'; did you mean 'count'?"),
    "no head": ("indicator_cues.csv", f"{CUES}ocop.products,,,,count,3\n", "line 2: head is empty"),
    "a number of no kind": ("numbers.csv", "form,value,kind,care\nپچھہتر,75,units,\n", "no kind 'units'; did you mean 'unit'?"),
    "a value in words": ("numbers.csv", "form,value,kind,care\nپچھہتر,many,unit,\n", "value must be a number"),
    "a place that is none": ("places/spellings.csv", "form,place,needs,note\nتھنہوا,Thanh Hoa,,\n", "line 2: there is no place 'Thanh Hoa'; did you mean 'Thanh Hóa'?"),
    "a table misspelt": ("roles.toml", '# mine\n[targets]\nafter = ["خواب"]\n', "line 2: unknown key 'targets'; did you mean 'target'?"),
    "a list misspelt": ("roles.toml", '[target]\nafer = ["خواب"]\n', "line 2: unknown key 'target.afer'; did you mean 'after'?"),
    "a word for a list": ("roles.toml", '[target]\nafter = "خواب"\n', "line 2: target.after must be a list"),
    "numbers for words": ("roles.toml", "[target]\nafter = [5]\n", "line 2: a list of words is expected"),
    "a key of an entry": ("indicators.toml", f'{NEW}source="x"\nunits="count"\n', "a.b: unknown key 'units'; did you mean 'unit'?"),
    "an entry that lacks one": ("indicators.toml", NEW, "line 1: a.b: source missing"),
    "a programme that is none": ("programme_cues.toml", '[NDR]\nnaming = ["نیا"]\n', "no programme 'NDR'; did you mean 'NRD'?"),
}  # fmt: skip


@pytest.mark.parametrize(("name", "content", "message"), MISTAKES.values(), ids=list(MISTAKES))
def test_a_mistake_is_named(tmp_path: Path, name: str, content: str, message: str) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(UsageError, match=message) as caught:
        load_lexicon(tmp_path)
    assert name in str(caught.value)


def test_words_and_codes_of_ones_own_are_no_mistakes(tmp_path: Path) -> None:
    (tmp_path / "indicators.toml").write_text(f'{NEW}source="x"\n', encoding="utf-8")
    (tmp_path / "indicator_cues.csv").write_text(f"{CUES}a.b,کتب خانہ,,,count,-0.5\n", encoding="utf-8")
    (tmp_path / "forms.toml").write_text('[irregular]\n"کتب" = "کتاب"\n', encoding="utf-8")
    (tmp_path / "corrections.csv").write_text("anything", encoding="utf-8")
    assert load_lexicon(tmp_path).rows("indicator_cues.csv")[-1]["indicator"] == "a.b"


@pytest.mark.parametrize("verb", [["extract"], ["reparse"]])
def test_the_command_ends_with_usage_before_any_work(
    tmp_path: Path, hadaf: Callable[..., CompletedProcess[str]], verb: list[str]
) -> None:
    folder = tmp_path / "lexicon"
    folder.mkdir()
    (folder / "indicator_cues.csv").write_text(f"{CUES}ocop.products,تحفہ,,,count,high\n", encoding="utf-8")
    done = hadaf("--home", tmp_path, *verb, stdin=json.dumps({"id": "a", "text": "5 تحفے"}))
    assert done.returncode == 2, done.stderr
    assert done.stderr.splitlines() == [
        "hadaf: lexicon file indicator_cues.csv, line 2: weight must be a number, not 'high'"
    ]
