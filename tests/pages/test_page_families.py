"""Pages as the eleven sites of the field notes and common systems build them, in words of our own, read whole."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from warehouse.pages import Article, read_page

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
    return token_f1(article(name).paragraphs, EXPECTED[name]["paragraphs"])


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
def test_captions_are_kept_apart(name: str) -> None:
    read, wanted = article(name), EXPECTED[name]
    for caption in wanted["captions"]:
        assert any(caption in line for line in read.captions)
        assert caption not in read.paragraphs


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
