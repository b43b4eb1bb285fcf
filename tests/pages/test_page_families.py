"""Pages as the eleven sites of the field notes and common systems build them, in words of our own, read whole."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from warehouse.pages import Article, read_page
from warehouse.pages.charset import decode
from warehouse.pages.script import is_untranslated

FAMILIES = Path(__file__).parent / "families"
EXPECTED: dict[str, dict[str, Any]] = {
    f"{file.parent.name}/{name}": wanted
    for file in sorted(FAMILIES.glob("*/expected.toml"))
    for name, wanted in tomllib.loads(file.read_text("utf-8")).items()
}
MEAN = 0.97
FLOOR = 0.95
"""Least body F1 of a family; raise it when the readers get better, never lower it."""


@cache
def article(name: str) -> Article:
    wanted = EXPECTED[name]
    return read_page(
        (FAMILIES / f"{name}.html").read_bytes(),
        url=wanted["url"],
        content_type=wanted["content_type"],
        layout=wanted["layout"],
        fetched_on=date(2026, 1, 15),
    )


def token_f1(read: Iterable[str], wanted: Iterable[str]) -> float:
    got, want = Counter(" ".join(read).split()), Counter(" ".join(wanted).split())
    return 2 * (got & want).total() / (got.total() + want.total())


def body_f1(name: str) -> float:
    read = article(name)
    return token_f1((text for text in read.paragraphs if text not in read.captions), EXPECTED[name]["paragraphs"])


def test_every_page_has_its_line_and_there_are_enough() -> None:
    assert {f"{page.parent.name}/{page.stem}" for page in FAMILIES.glob("*/*.html")} == set(EXPECTED)
    assert len(EXPECTED) >= 40
    assert len({name.partition("/")[0] for name in EXPECTED}) >= 8


@pytest.mark.parametrize("name", EXPECTED)
def test_title_day_publisher_and_origin_are_exact(name: str) -> None:
    read, wanted = article(name), EXPECTED[name]
    assert read.title == wanted["title"]
    assert read.published == wanted.get("published")
    assert read.source == wanted.get("publisher")
    assert read.origin_url == wanted.get("origin_url")


@pytest.mark.parametrize("name", EXPECTED)
def test_captions_are_told_from_the_text_and_count_as_such_in_urdu(name: str) -> None:
    read, wanted = article(name), EXPECTED[name]
    for caption in wanted["captions"]:
        line = next(line for line in read.captions if caption in line)
        assert (line in read.paragraphs) is not is_untranslated(line)


@pytest.mark.parametrize("family", sorted({name.partition("/")[0] for name in EXPECTED}))
def test_bodies_of_a_family(family: str) -> None:
    for name in EXPECTED:
        if name.startswith(f"{family}/"):
            assert body_f1(name) >= FLOOR, name


def test_the_mean_body() -> None:
    assert sum(map(body_f1, EXPECTED)) / len(EXPECTED) >= MEAN


@pytest.mark.parametrize("name", EXPECTED)
def test_paragraphs_stand_in_the_order_of_the_page_each_for_itself(name: str) -> None:
    wanted, read = EXPECTED[name]["paragraphs"], article(name).paragraphs
    assert [line for line in read if line in wanted] == [line for line in wanted if line in read]
    assert len(set(wanted) & set(read)) >= 0.9 * len(wanted)


@pytest.mark.parametrize("name", EXPECTED)
def test_every_field_says_where_it_was_found(name: str) -> None:
    read = article(name)
    assert set(read.provenance) >= {"title", "published", "source", "body", "charset", "url"}
    assert ("origin_url" in read.provenance) == (read.origin_url is not None)
    said = read.provenance["confidence"].split()
    assert set(said[::2]) == {"title", "published", "source", "body"}
    assert all(0 < float(value) <= 1 for value in said[1::2])


CLASSES = re.compile(r"""\s(?:class|id|role)\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>]+)""")


def test_bodies_are_found_without_a_class_name() -> None:
    """Sites rename their classes: what labels say helps, and is not what the reader lives on."""
    found = []
    for name, wanted in EXPECTED.items():
        bare = CLASSES.sub("", decode((FAMILIES / f"{name}.html").read_bytes(), wanted["content_type"]).text)
        read = read_page(
            bare.encode(), url=wanted["url"], content_type=None, layout="generic", fetched_on=date(2026, 1, 15)
        )
        assert read.title == wanted["title"]
        found.append(token_f1(read.paragraphs, wanted["paragraphs"]))
    assert sum(found) / len(found) >= 0.95


def test_trafilatura_is_asked_where_our_body_is_doubtful_and_is_named() -> None:
    parts = [line for name in ("bbc/mekong", "tailwind/education") for line in EXPECTED[name]["paragraphs"]]
    scattered = "".join(
        f"<div class='{'abcdefghij'[at % 10]}{at}x'><div><section><div><p>{line}</p></div></section></div></div>"
        for at, line in enumerate(parts)
    )
    html = (
        f"<html><head><title>x</title></head><body><h1>{EXPECTED['bbc/mekong']['title']}</h1>{scattered}</body></html>"
    )
    read = read_page(
        html.encode(), url="https://a.pk/x", content_type=None, layout="generic", fetched_on=date(2026, 1, 15)
    )
    assert read.provenance["body"] == "trafilatura"
    assert "body 0.50" in read.provenance["confidence"]
    assert token_f1(read.paragraphs, parts) >= 0.95
