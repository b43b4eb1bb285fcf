"""From articles to figures in one go: what comes in badly, twice, without a date or without an end."""

from __future__ import annotations

import datetime as dt
from typing import Any

import polars as pl
import pytest

from warehouse.figures.extract import Extraction, extract
from warehouse.figures.schemas import ARTICLES, FIGURES, MILESTONES, QUARANTINE, REJECTED

STORY = [
    "2023 کے آخر تک ضلع کیم سوئین (ہا ٹین) کے 21/21 کمیون نئے دیہی معیارات پر ہیں، جن میں 5 کمیون اعلی درجے کے ہیں۔",
    "320/5 کی مدت کے لیے ضلع نے فیصلہ نمبر 148 کے مطابق 12.6 بلین VND مختص کیے۔",
    "کیم سوئین ضلع 30 ستمبر 2024 سے پہلے نئے دیہی ضلع کے معیارات پر پورا اترنے کی کوشش کر رہا ہے۔",
]
OTHER = ["2025 تک سون لا صوبہ 260 OCOP مصنوعات رکھنے کی کوشش کرتا ہے، جن میں کم از کم 6 پانچ ستارہ ہوں۔"]


def article(key: str, paragraphs: list[str] | None, **known: object) -> dict[str, Any]:
    day = dt.date(2024, 1, 27)
    base = {"article_id": key, "url": None, "title": None, "source": None, "published": day, "paragraphs": paragraphs}
    return base | known


def read(*articles: dict[str, Any]) -> Extraction:
    return extract(pl.DataFrame(list(articles), schema=ARTICLES))


def of(extraction: Extraction, key: str) -> list[list[dict[str, Any]]]:
    """List the rows of one article, frame by frame, without its key."""
    frames = (extraction.figures, extraction.quarantine, extraction.milestones, extraction.rejected)
    return [frame.filter(pl.col("article_id") == key).drop("article_id").to_dicts() for frame in frames]


@pytest.mark.parametrize(
    "articles",
    [
        [],
        [article("a", [])],
        [article("a", [""])],
        [article("a", ["   ", "\u200f", "۔"])],
        [article("a", ["Đây là một câu tiếng Việt"])],
        [article("a", ["کوئی عدد نہیں، صرف الفاظ۔"], title="")],
    ],
    ids=["no article", "no paragraph", "empty", "blank", "no Urdu", "no number"],
)
def test_nothing_to_read_gives_empty_frames_of_the_schemas(articles: list[dict[str, Any]]) -> None:
    found = read(*articles)
    for frame, schema in (
        (found.figures, FIGURES),
        (found.quarantine, QUARANTINE),
        (found.milestones, MILESTONES),
        (found.rejected, REJECTED),
    ):
        assert frame.schema == schema
        assert frame.is_empty()


ENDLESS = "2023 کے آخر تک 5 کمیون نئے دیہی معیارات پر پورا اترے، 2024 میں مزید 7 کمیون کی کوشش ہے اور "
SENTENCE = "2023 کے آخر تک 5 کمیون نئے دیہی معیارات پر پورا اترے۔ "


@pytest.fixture(scope="module")
def together() -> Extraction:
    """Read all that is not empty in one batch, the first article in the middle of it."""
    return read(
        article("other", OTHER),
        article("story", STORY),
        article("empty", []),
        article("twin", STORY),
        article("repeats", [STORY[0], STORY[0]]),
        article("undated", STORY, published=None),
        article("to date, undated", ["اب تک 45 ماڈل باغات ہیں۔"], published=None),
        article("headline", ["اب تک صوبے میں 45 ماڈل باغات ہیں۔"], title="ہا ٹین کے 999 ماڈل باغات"),
        article("endless clauses", [ENDLESS * 60]),
        article("endless sentences", [SENTENCE * 120]),
    )


def figures(extraction: Extraction, key: str) -> pl.DataFrame:
    return extraction.figures.filter(pl.col("article_id") == key)


def test_every_kind_of_row_has_its_schema_and_is_found(together: Extraction) -> None:
    found, doubted, goals, others = of(together, "story")
    assert [row["mention"] for row in found] == ["21/21", "5", "12.6 بلین VND"]
    assert [(row["mention"], row["reason"]) for row in doubted] == [("320/5", "fraction above one")]
    assert [(row["place"], row["due"]) for row in goals] == [("Hà Tĩnh/Cẩm Xuyên", dt.date(2024, 9, 30))]
    assert {"148", "2023", "30", "2024"} <= {row["mention"] for row in others}
    frames = (together.figures, together.quarantine, together.milestones, together.rejected)
    assert [frame.schema for frame in frames] == [FIGURES, QUARANTINE, MILESTONES, REJECTED]


def test_no_number_is_believed_and_doubted_at_once(together: Extraction) -> None:
    span = ["article_id", "p", "char_start"]
    assert together.figures.join(together.quarantine, on=span, how="inner").is_empty()
    assert together.figures.join(together.rejected, on=span, how="inner").is_empty()


def test_an_article_reads_the_same_alone_and_in_company_in_any_order(together: Extraction) -> None:
    # columns beyond the schema are ignored
    alone = pl.DataFrame([article("story", STORY)], schema=ARTICLES).with_columns(slug=pl.lit("x"))
    assert of(together, "story") == of(extract(alone), "story")
    assert of(together, "story") == of(together, "twin")


def test_a_paragraph_said_twice_gives_its_figures_twice(together: Extraction) -> None:
    found = figures(together, "repeats")
    assert found["p"].to_list() == [0, 0, 1, 1]
    assert found["mention"].to_list() == ["21/21", "5"] * 2


def test_without_a_date_the_sentence_still_dates_its_figures(together: Extraction) -> None:
    assert figures(together, "undated")["period_end"].to_list()[:2] == [dt.date(2023, 12, 31)] * 2
    assert figures(together, "to date, undated")["period_end"].to_list() == [None]


def test_the_headline_gives_context_but_no_rows(together: Extraction) -> None:
    assert figures(together, "headline").select("mention", "place").rows() == [("45", "Hà Tĩnh")]


def test_an_endless_paragraph_is_read_to_its_end(together: Extraction) -> None:
    found = figures(together, "endless clauses")
    assert found["mention"].to_list() == ["5", "7"] * 60
    assert found["char_start"].is_sorted()
    assert found["confidence"].is_between(0, 1).all()


def test_an_endless_row_of_sentences_is_read_alike(together: Extraction) -> None:
    found = figures(together, "endless sentences")
    assert found.height == 120
    assert found["period_end"].unique().to_list() == [dt.date(2023, 12, 31)]
    assert found["indicator"].unique().to_list() == ["nrd.communes_standard"]
