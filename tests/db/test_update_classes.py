"""What an update of a page is called: one row a rule, the first class that holds stands."""

from __future__ import annotations

import shutil
from datetime import date, datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from warehouse.db.connect import open_work
from warehouse.db.load import load, withdraw
from warehouse.figures.schemas import ARTICLES, FIGURES, MILESTONES, QUARANTINE

URL = "https://news.example/a"
TITLE = "صوبے میں عارضی مکانات ختم"
LEAD = "صوبے نے اس سال 320 عارضی مکانات ختم کر دیے ہیں"
MORE = "ضلع میں سڑکوں کی مرمت کا کام جاری ہے اور لوگ خوش ہیں"
CLOSE = "چیئرمین نے کہا کہ منصوبہ وقت پر مکمل ہوگا"
NEW_WORDS = "رواں برس علاقے کے 320 کچے گھروں کو مکمل طور پر ہٹا دیا گیا"
NEW_MORE = "علاقائی شاہراہیں بحال ہو رہی تھیں جس پر عوام نے مسرت ظاہر فرمائی"
NEW_CLOSE = "سربراہ کے بقول پروگرام مقررہ مدت تک پورا کیا جائے گا"
DAY, NEXT = date(2026, 3, 1), date(2026, 3, 2)
YEAR_END, YEAR_AFTER = date(2026, 12, 31), date(2027, 12, 31)


def page(*paragraphs: str, title: str = TITLE, day: date = DAY, **meaning: Any) -> dict[str, Any]:
    """Make a page whose figures are the words 320, 410 … that stand in it; `meaning` overrides what they mean."""
    rows = [
        {**dict.fromkeys(FIGURES), "article_id": "a", "p": p, "char_start": text.index(word)}
        | {"char_end": text.index(word) + len(word), "mention": word, "value": value, "unit": "count"}
        | {"role": "achievement", "comparator": "eq", "confidence": 0.9, "period_end": YEAR_END, **meaning}
        for p, text in enumerate(paragraphs)
        for word, value in (("320", 320.0), ("۳۲۰", 320.0), ("410", 410.0), ("چار", 4.0), ("چھ", 6.0))
        if word in text.split()
    ]
    article = {"article_id": "a", "url": URL, "title": title, "source": "S", "published": day}
    return {
        "articles": pl.DataFrame([article | {"paragraphs": list(paragraphs)}], schema=ARTICLES),
        "figures": pl.DataFrame(rows, schema=FIGURES),
        "quarantine": pl.DataFrame(schema=QUARANTINE),
        "milestones": pl.DataFrame(schema=MILESTONES),
    }


BASE = page(LEAD, MORE, CLOSE)


CASES = [
    pytest.param(BASE, BASE, None, id="the same again is no version"),
    pytest.param(BASE, page(LEAD, MORE.replace("مرمت", "مرمّت"), CLOSE), "typo", id="a mark"),
    pytest.param(BASE, page(LEAD, MORE.replace("سڑکوں", "سڑکون"), CLOSE), "typo", id="a letter"),
    pytest.param(BASE, page(LEAD, MORE.replace("خوش ہیں", "خوشہیں۔"), CLOSE), "typo", id="a space and a stop"),
    pytest.param(BASE, page(LEAD, MORE, CLOSE, title=TITLE.replace("مکانات", "مکنات")), "typo", id="in the title"),
    pytest.param(BASE, page(LEAD, MORE.replace("خوش ہیں", "خوش نہ ہیں"), CLOSE), "text changed", id="a negation"),
    pytest.param(BASE, page(LEAD, MORE.replace("ہے اور", "تھے اور"), CLOSE), "text changed", id="a tense"),
    pytest.param(BASE, page(LEAD.replace("320", "410"), MORE, CLOSE), "figures changed", id="a number"),
    pytest.param(BASE, page(LEAD, MORE, CLOSE + " 12"), "text changed", id="a date is no slip of the pen"),
    pytest.param(
        page(LEAD, "چار گاؤں"), page(LEAD, "چھ گاؤں"), "figures changed", id="a number word, two letters away"
    ),
    pytest.param(
        BASE, page(LEAD.replace("صوبے", "صوبہ"), MORE, CLOSE, unit="ha"), "figures changed", id="another unit"
    ),
    pytest.param(
        BASE, page(LEAD + " تھے", MORE, CLOSE, period_end=YEAR_AFTER), "figures changed", id="another deadline"
    ),
    pytest.param(BASE, page(LEAD, CLOSE), "text changed", id="cut, with no number lost"),
    pytest.param(BASE, page(MORE, CLOSE), "figures changed", id="cut, a number lost"),
    pytest.param(BASE, page(LEAD, MORE, CLOSE, "مزید 410 مکانات"), "extended", id="grew by a new number"),
    pytest.param(BASE, page("تازہ ترین", LEAD, MORE, CLOSE, day=NEXT), "extended", id="a live page, new day on top"),
    pytest.param(BASE, page("تازہ 410", MORE, CLOSE, "مزید"), "figures changed", id="grew and lost a number"),
    pytest.param(BASE, page(NEW_WORDS, NEW_MORE, NEW_CLOSE), "retranslated", id="other words, same number"),
    pytest.param(
        BASE,
        page(NEW_WORDS.replace("320", "۳۲۰"), NEW_MORE, NEW_CLOSE, title="کچے گھر ہٹا دیے گئے"),
        "retranslated",
        id="other digits and title too",
    ),
    pytest.param(
        BASE,
        page(NEW_WORDS, NEW_MORE, NEW_CLOSE, period_end=YEAR_AFTER),
        "retranslated",
        id="other words may move what is read of a period",
    ),
    pytest.param(
        BASE, page(NEW_WORDS.replace("320", "410"), NEW_MORE, NEW_CLOSE), "figures changed", id="and a number"
    ),
    pytest.param(BASE, page(NEW_WORDS, NEW_MORE, NEW_CLOSE, day=NEXT), "text changed", id="other words, next day"),
    pytest.param(page(MORE, CLOSE), page(NEW_MORE, NEW_CLOSE), "text changed", id="no number says it is the same"),
    pytest.param(BASE, page(LEAD, MORE, CLOSE, title="ایک اور سرخی"), "retitled", id="title alone"),
    pytest.param(
        BASE,
        page(LEAD, MORE.replace("سڑکوں", "سڑکون"), CLOSE, title="ایک اور سرخی"),
        "retitled",
        id="title, and a slip in the text",
    ),
    pytest.param(BASE, page(LEAD, MORE, CLOSE, day=NEXT), "redated", id="day alone"),
]


@pytest.fixture(scope="module")
def changes(empty_warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """Load all pages at once, each under its own address, then what became of them; say what each change is called."""
    path = shutil.copyfile(empty_warehouse, tmp_path_factory.mktemp("updates") / "work.duckdb")
    with open_work(Path(path)) as con:
        for state in (0, 1):
            frames = [_renamed(case.values[state], str(case.id)) for case in CASES]
            whole = {name: pl.concat([one[name] for one in frames]) for name in BASE}
            assert load(con, **whole, run_id="r", extractor_version="v").failed == ()
        rows = con.execute("select article_url, list(change order by version) from dim_article group by all").fetchall()
    return dict(rows)


def _renamed(frames: dict[str, pl.DataFrame], name: str) -> dict[str, pl.DataFrame]:
    named = {key: frame.with_columns(article_id=pl.lit(name)) for key, frame in frames.items()}
    return named | {"articles": named["articles"].with_columns(url=pl.lit(name))}


@pytest.mark.parametrize(("name", "change"), [(case.id, case.values[2]) for case in CASES])
def test_an_update_is_called(name: str, change: str | None, changes: dict[str, list[str]]) -> None:
    assert changes[name] == ["first seen", *([change] if change else [])]


def test_a_page_that_comes_back_is_restored_whatever_it_says(work: Path) -> None:
    with open_work(work) as con:
        load(con, **BASE, run_id="r", extractor_version="v")
        withdraw(con, [URL], run_id="r", fetched_at=datetime.fromisoformat("2026-03-03"))
        load(con, **page(NEW_WORDS), run_id="r", extractor_version="v")
        changes = con.execute("select change from dim_article order by version").fetchall()
    assert [row[0] for row in changes] == ["first seen", "withdrawn", "restored"]
