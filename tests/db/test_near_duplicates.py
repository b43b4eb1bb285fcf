"""The same story under other addresses and publishers counts once; the next piece of a series counts for itself."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest

from warehouse.db.connect import open_work
from warehouse.db.load import load, withdraw
from warehouse.db.refresh import refresh
from warehouse.figures.schemas import ARTICLES, FIGURES, MILESTONES, QUARANTINE
from warehouse.figures.signatures import signatures

DAY = date(2026, 3, 10)
GOLD = (
    "10 مارچ کی صبح گھریلو بازار میں سونے کی قیمت 84.2 ملین ڈونگ فی "
    "تولہ رہی جبکہ گزشتہ روز کے مقابلے میں اس میں معمولی اضافہ دیکھا گیا",
    "ماہرین کا کہنا ہے کہ عالمی منڈی کے اتار چڑھاؤ کی وجہ سے خریداروں "
    "کو احتیاط سے کام لینا چاہیے اور قلیل مدتی منافع کے پیچھے نہیں بھاگنا چاہیے",
)
STORY = (
    "صوبائی عوامی کمیٹی کے مطابق اس سال کے پہلے دو مہینوں میں 320 "
    "عارضی مکانات گرا کر ان کی جگہ پکے گھر تعمیر کیے گئے ہیں",
    "منصوبے کے تحت 2026 کے آخر تک مزید 1,150 خاندانوں کو امداد دی جائے گی تاکہ کوئی گھرانہ خستہ حال چھت کے نیچے نہ رہے",
    "محکمہ تعمیرات کے نائب سربراہ نے بتایا کہ کمیون کے کارکنوں نے گھر "
    "گھر جا کر فہرستیں تیار کیں اور لوگوں نے مزدوری میں ہاتھ بٹایا",
    "ضلع کے بزرگوں نے نئے گھروں کی چابیاں وصول کرتے ہوئے خوشی کا اظہار کیا اور حکام کا شکریہ ادا کیا",
)
CUT = (STORY[0].replace("صوبائی عوامی کمیٹی کے مطابق", "صوبے کی عوامی کمیٹی کے مطابق"), *STORY[1:3])
OTHER = (
    "ساحلی علاقے میں ماہی گیری کی بندرگاہ کو وسعت دینے کا کام شروع ہو گیا ہے جس پر 320 ارب ڈونگ لاگت آئے گی",
    "بندرگاہ کے ڈائریکٹر نے کہا کہ کشتیوں کی تعداد بڑھنے سے پرانی "
    "گودی تنگ پڑ گئی تھی اور طوفان میں پناہ کی جگہ نہیں تھی",
)
Page = dict[str, Any]


def page(key: str, *paragraphs: str, day: date | None = DAY, source: str = "A", **meaning: Any) -> Page:
    """Make an article that states 320 of its own place and year (the same series for all pages)."""
    return {"key": key, "paragraphs": list(paragraphs), "published": day, "source": source, "meaning": meaning}


def put(con: duckdb.DuckDBPyConnection, *pages: Page) -> None:
    articles = pl.DataFrame(
        [
            {"article_id": one["key"], "url": url(one["key"]), "title": one["key"], "source": one["source"]}
            | {"published": one["published"], "paragraphs": one["paragraphs"]}
            for one in pages
        ],
        schema=ARTICLES,
    )
    said = {"unit": "count", "role": "achievement", "basis": "stock", "comparator": "eq", "confidence": 0.9}
    figures = pl.DataFrame(
        [
            {**dict.fromkeys(FIGURES), **said, "article_id": one["key"], "p": 0, "char_end": 30}
            # of their own words each: the same words count once by themselves
            | {
                "char_start": ord(one["key"][0]) - ord("a"),
                "mention": one["paragraphs"][0][:3],
                "value": 320.0,
                "place_id": "OLD-A",
                "indicator": "ocop.products",
            }
            | {"period_end": date(2026, 2, 28), **one["meaning"]}
            for one in pages
        ],
        schema=FIGURES,
    )
    loaded = load(
        con,
        articles=articles,
        figures=figures,
        quarantine=pl.DataFrame(schema=QUARANTINE),
        milestones=pl.DataFrame(schema=MILESTONES),
        signatures=signatures(articles, figures.filter(pl.col("mention").str.contains("گھر"))),
        run_id="r",
        extractor_version="v",
    )
    assert loaded.failed == ()
    refresh(con)


def url(key: str) -> str:
    return f"https://news.example/{key}"


def stories(con: duckdb.DuckDBPyConnection) -> list[tuple[str, list[str]]]:
    rows = con.execute(
        "select story_url, list(article_url order by article_url) from near_duplicates group by all order by all"
    ).fetchall()
    return [(story.rpartition("/")[2], [one.rpartition("/")[2] for one in told]) for story, told in rows]


def counted(con: duckdb.DuckDBPyConnection) -> list[tuple[int, int]]:
    return con.execute("select n_mentions, n_sources from observations").fetchall()


def gold_of(day: str, price: str) -> tuple[str, ...]:
    return GOLD[0].replace("10 مارچ", f"{day} مارچ").replace("84.2", price), GOLD[1]


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        pytest.param(STORY, page("b", *STORY, source="B"), True, id="another publisher"),
        pytest.param(STORY, page("b", *STORY, day=date(2026, 3, 12)), True, id="another address, two days later"),
        pytest.param(STORY, page("b", *CUT, source="B"), True, id="cut, with another beginning"),
        pytest.param(
            STORY,
            page("b", *(text.replace("320", "۳۲۰").replace("ک", "ك") for text in STORY), "ماخذ"),
            True,
            id="other letters and digits",
        ),
        pytest.param(STORY, page("b", *STORY, day=date(2026, 3, 14)), False, id="four days later"),
        pytest.param(STORY, page("b", *STORY, day=None), False, id="without a date"),
        pytest.param(STORY, page("b", *OTHER), False, id="another story with the same number"),
        pytest.param(STORY, page("b", STORY[0]), False, id="a paragraph of it"),
        pytest.param(GOLD, page("b", *GOLD, source="B"), True, id="gold, elsewhere"),
        pytest.param(GOLD, page("b", *gold_of("11", "84.9"), day=date(2026, 3, 11)), False, id="gold, the next day"),
        pytest.param(
            GOLD, page("b", *gold_of("11", "84.2"), day=date(2026, 3, 11)), False, id="gold, unchanged the next day"
        ),
        pytest.param(GOLD, page("b", *gold_of("10", "82.4")), False, id="gold of another dealer"),
        pytest.param(GOLD, page("b", *gold_of("10", "84,2")), True, id="another decimal sign"),
        pytest.param(STORY[3:], page("b", STORY[3]), False, id="too short to say"),
    ],
)
def test_two_pages_tell_one_story(one: tuple[str, ...], other: Page, alike: bool, work: Path) -> None:
    with open_work(work) as con:
        put(con, page("a", *one))
        put(con, other)
        assert stories(con) == ([("a", ["a", "b"])] if alike else [])
        assert [n_mentions for n_mentions, _ in counted(con)] == [1 if alike else 2]
        told = con.execute("select distinct story_url from figures").fetchall()
    assert len(told) == (1 if alike else 2)


def test_stories_are_chains_and_come_apart(work: Path) -> None:
    """`middle` is like both ends, which are not like each other; it changes, comes back, and is withdrawn."""
    head, tail = (*STORY[:3], *OTHER[:1]), (*STORY[1:], *OTHER)
    middle = (*STORY, *OTHER[:1])
    with open_work(work) as con:
        put(con, page("head", *head, day=date(2026, 3, 11)), page("tail", *tail, day=date(2026, 3, 9), source="B"))
        assert (stories(con), counted(con)) == ([], [(2, 2)])
        put(con, page("middle", *middle))
        assert (stories(con), counted(con)) == ([("tail", ["head", "middle", "tail"])], [(1, 2)])
        put(con, page("middle", *GOLD))
        assert (stories(con), counted(con)) == ([], [(3, 2)])
        put(con, page("middle", *middle))
        assert stories(con) == [("tail", ["head", "middle", "tail"])]
        withdraw(con, [url("tail")], run_id="r", fetched_at=datetime.fromisoformat("2026-03-20"))
        refresh(con)
        assert (stories(con), counted(con)) == ([("middle", ["head", "middle"])], [(1, 1)])
        withdraw(con, [url("middle")], run_id="r", fetched_at=datetime.fromisoformat("2026-03-20"))
        refresh(con)
        assert (stories(con), counted(con)) == ([], [(1, 1)])


def test_the_newest_mention_stands_all_the_same(work: Path) -> None:
    with open_work(work) as con:
        put(con, page("a", *STORY, value=320.0), page("b", *CUT, day=date(2026, 3, 12), source="B", value=321.0))
        row = con.execute("select obs_value, n_mentions, n_values, obs_min, obs_max from observations").fetchall()
    assert row == [(321, 1, 2, 320, 321)]


def test_numbers_in_words_are_numbers(small_lexicon: Any) -> None:
    text = " ".join(STORY)
    articles = pl.DataFrame(
        [{"article_id": "a", "url": "a", "paragraphs": [text, "05/2026 میں 3.5"]}],
        schema={key: ARTICLES[key] for key in ("article_id", "url", "paragraphs")},
    )
    in_words = {**dict.fromkeys(FIGURES), "article_id": "a", "mention": "دو", "value": 2.0}
    in_digits = {**in_words, "mention": "320", "value": 320.0}
    signed = signatures(articles, pl.DataFrame([in_words, in_digits], schema=FIGURES), small_lexicon)
    assert sorted(signed["numbers"].item()) == ["1150", "2.0", "2026", "320", "35", "5"]


def test_a_page_read_again_leaves_its_story_alone(work: Path) -> None:
    with open_work(work) as con:
        put(con, page("a", *STORY), page("b", *CUT, source="B"))
        before = con.execute("select rowid, * from core.signature").fetchall()
        articles = page("a", *STORY)
        put(con, articles)
        assert con.execute("select rowid, * from core.signature").fetchall() == before
        assert stories(con) == [("a", ["a", "b"])]
