"""`hadaf extract`: files of three kinds and standard input, bad rows, explanations."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from warehouse.newsroom import gold, serve

ARTICLE = {
    "id": "a",
    "url": "https://example.com/ur/a",
    "title": "سون ڈوونگ",
    "published": "2024-01-19",
    "paragraphs": ["2023 کے آخر تک پورے ضلع Son Duong میں 17/30 کمیون نئے دیہی معیارات پر پورا اترتے ہیں۔"],
    "unknown_key": "ignored",
}
KEYS = ["id", "url", "figures", "quarantine", "milestones"]
FIELD_ORDER = [
    *("mention", "value", "value_high", "out_of", "unit", "per", "comparator", "role", "basis"),
    *("period_start", "period_end", "place", "programme", "indicator", "item"),
]


def lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_json_lines_from_a_file(hadaf: Any, tmp_path: Path) -> None:
    file = tmp_path / "articles.jsonl"
    file.write_text(json.dumps(ARTICLE, ensure_ascii=False) + "\n\n", encoding="utf-8")
    done = hadaf("extract", file)
    assert done.returncode == 0, done.stderr
    (result,) = lines(done.stdout)
    assert list(result) == KEYS
    (figure,) = [figure for figure in result["figures"] if figure["mention"].startswith("17")]
    assert (figure["value"], figure["out_of"], figure["unit"]) == (17, 30, "count")
    assert isinstance(figure["value"], int)
    paragraph = ARTICLE["paragraphs"][0]
    assert paragraph[figure["char_start"] : figure["char_end"]] == figure["mention"]
    assert [name for name in figure if name in FIELD_ORDER] == FIELD_ORDER


def test_standard_input_is_read_by_its_first_character(hadaf: Any) -> None:
    row = json.dumps({**ARTICLE, "paragraphs": None, "text": ARTICLE["paragraphs"][0]}, ensure_ascii=False)
    as_rows = hadaf("extract", stdin=row)
    as_text = hadaf("extract", "-", stdin=ARTICLE["paragraphs"][0])
    assert as_rows.returncode == as_text.returncode == 0
    assert [f["mention"] for f in lines(as_rows.stdout)[0]["figures"]] == [
        f["mention"] for f in lines(as_text.stdout)[0]["figures"]
    ]


def test_a_text_file_is_one_paragraph_a_line(hadaf: Any, tmp_path: Path) -> None:
    file = tmp_path / "article.txt"
    file.write_text(f"پہلی سطر میں کوئی عدد نہیں ہے۔\n\n{ARTICLE['paragraphs'][0]}\n", encoding="utf-8")
    done = hadaf("extract", file, "--published", "2024-01-19")
    (result,) = lines(done.stdout)
    assert {figure["p"] for figure in result["figures"]} == {1}


def test_bad_rows_are_named_in_their_place_and_end_with_3(hadaf: Any) -> None:
    rows = [
        json.dumps(ARTICLE),
        "{broken",
        json.dumps({"id": "no text"}),
        json.dumps({"id": "a date", "text": "x", "published": "yesterday"}),
        json.dumps(["a list"]),
        json.dumps({**ARTICLE, "id": "last"}),
    ]
    done = hadaf("extract", stdin="\n".join(rows))
    assert done.returncode == 3
    results = lines(done.stdout)
    assert [result["id"] for result in results] == ["a", "-:2", "no text", "a date", "-:5", "last"]
    assert ["error" in result for result in results] == [False, True, True, True, True, False]
    assert results[0]["figures"] == results[-1]["figures"]
    assert "no text: has neither paragraphs nor text" in done.stderr


def test_lone_surrogates_and_repeated_ids_do_no_harm(hadaf: Any) -> None:
    row = json.dumps({"id": "s", "paragraphs": ["\ud800 12 کمیون", "5 اضلاع"]})
    done = hadaf("extract", stdin=f"{row}\n{row}\n")
    assert done.returncode == 0, done.stderr
    first, second = lines(done.stdout)
    assert first == second


def test_explain_shows_what_is_no_figure(hadaf: Any) -> None:
    plain, explained = (hadaf("extract", *args, stdin=json.dumps(ARTICLE)) for args in ([], ["--explain"]))
    assert "rejected" not in lines(plain.stdout)[0]
    result = lines(explained.stdout)[0]
    assert any(number["mention"].startswith("2023") for number in result["rejected"])
    assert all("evidence" in figure for figure in result["figures"])


def test_a_saved_page_and_the_table_form(hadaf: Any, tmp_path: Path) -> None:
    article = gold()[0]
    with serve() as newsroom:
        body = newsroom.answer(f"/ur/{article['id']}").body
    page = tmp_path / "saved.html"
    page.write_bytes(body)
    done = hadaf("extract", "--layout", "vietnam.vn", "--format", "table", page)
    assert done.returncode == 0, done.stderr
    head, rule, *rows = done.stdout.splitlines()
    assert head.split()[:3] == ["id", "p", "mention"]
    assert set(rule) <= {"─", " "}
    assert len(rows) >= len(article["figures"]) * 0.8


def test_a_page_that_is_not_urdu_is_a_clear_error(hadaf: Any, tmp_path: Path) -> None:
    page = tmp_path / "english.html"
    text = "The district reached the target of 20 communes this year. " * 20
    page.write_text(f"<html lang=en><title>News</title><article><h1>News</h1><p>{text}</p></article>", encoding="utf-8")
    done = hadaf("extract", page)
    assert done.returncode == 3
    (result,) = lines(done.stdout)
    assert result["error"].startswith("not_urdu")
    assert "not_urdu" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_page_that_crashes_its_parser_costs_itself(hadaf: Any, tmp_path: Path) -> None:
    # with Python's own guard off, deeply nested JSON overflows the C stack of whoever parses it
    (tmp_path / "sitecustomize.py").write_text("import sys\nsys.setrecursionlimit(10**8)\n", encoding="utf-8")
    text = f"<article><h1>سون ڈونگ</h1><p>{ARTICLE['paragraphs'][0]}</p></article>"
    bomb, good = tmp_path / "bomb.html", tmp_path / "good.html"
    bomb.write_text(f'<script type="application/ld+json">{"[" * 2_000_000}</script>{text}', encoding="utf-8")
    good.write_text(f"<html><body>{text}</body></html>", encoding="utf-8")
    done = hadaf("extract", bomb, good, env={"PYTHONPATH": str(tmp_path)})
    assert done.returncode == 3
    first, second = lines(done.stdout)
    assert first["error"] == "reader died: SIGSEGV"
    assert second["figures"]


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["extract", "no-such-file.jsonl"], "no-such-file.jsonl: no such file"),
        (["extract", "--layout", "nytimes"], "'nytimes' is no known layout"),
        (["extract", "--format", "xml"], "Invalid value for '--format'"),
        (["evaluate", "no-such-gold.jsonl"], "no-such-gold.jsonl: no such file"),
    ],
)
def test_mistakes_in_the_command_end_with_2(hadaf: Any, args: list[str], said: str) -> None:
    done = hadaf(*args, stdin="")
    assert done.returncode == 2
    assert said in done.stderr
    assert done.stdout == ""
