"""Which time governs a figure: own sentences, the figure between ⟦ and ⟧, its role and basis given."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import polars as pl
import pytest

from warehouse.figures.periods import with_period
from warehouse.figures.schemas import ARTICLES
from warehouse.lexicon import load_lexicon
from warehouse.text.times import time_spans
from warehouse.text.tokens import texts, tokens

SENTENCES = Path(__file__).parent / "period_sentences"

# paragraphs with marked figures, published, one (role, basis, start, end) a figure
Case = tuple[list[str], str, list[tuple[str, str | None, str | None, str | None]]]

CASES: list[Case] = [
    # in its own clause
    (["2023 میں ضلع نے ⟦14⟧ پل بنائے۔"], "2024-03-05", [("achievement", "flow", "2023-01-01", "2023-12-31")]),
    (["2023 میں شرح خواندگی ⟦91%⟧ رہی۔"], "2024-03-05", [("achievement", "stock", None, "2023-12-31")]),
    (
        ["2024 کے پہلے 5 مہینوں میں ⟦31⟧ کنویں کھدے۔"],
        "2024-06-05",
        [("achievement", "flow", "2024-01-01", "2024-05-31")],
    ),
    (["2027 تک ⟦80%⟧ گاؤں میں بجلی ہوگی۔"], "2024-03-05", [("target", "stock", None, "2027-12-31")]),
    (["31 اکتوبر 2025 سے پہلے ⟦100%⟧ گھر مکمل کرنے ہیں۔"], "2025-03-05", [("target", "stock", None, "2025-10-31")]),
    (["30 جون سے پہلے باقی ⟦45⟧ گھر مکمل کرنے ہیں۔"], "2025-03-05", [("target", "flow", None, "2025-06-30")]),
    (["آج تک ⟦212⟧ دکانیں کھل چکی ہیں۔"], "2025-03-05", [("achievement", "stock", None, "2025-03-05")]),
    (["2022 سے اب تک ⟦212⟧ دکانیں کھولی گئیں۔"], "2025-03-05", [("achievement", "flow", "2022-01-01", "2025-03-05")]),
    (["سال کے آغاز سے ⟦212⟧ دکانیں کھولی گئیں۔"], "2025-09-05", [("achievement", "flow", "2025-01-01", "2025-09-05")]),
    (
        ["2026-2030 کی مدت میں ⟦9,000⟧ گھر بنانے کا ہدف ہے۔"],
        "2025-09-05",
        [("target", "flow", "2026-01-01", "2030-12-31")],
    ),
    # each item of a list its own
    (
        ["2021 میں ⟦85%⟧، 2022 میں ⟦68%⟧ اور 2023 میں ⟦74%⟧ سرمایہ تقسیم ہوا۔"],
        "2024-03-05",
        [
            ("attainment", "flow", "2021-01-01", "2021-12-31"),
            ("attainment", "flow", "2022-01-01", "2022-12-31"),
            ("attainment", "flow", "2023-01-01", "2023-12-31"),
        ],
    ),
    (
        ["شہر ⟦9,438⟧ یونٹس 2026 میں، ⟦12,310⟧ یونٹس 2027 میں مکمل کرے گا۔"],
        "2025-03-05",
        [("target", "flow", "2026-01-01", "2026-12-31"), ("target", "flow", "2027-01-01", "2027-12-31")],
    ),
    (
        ["30 ستمبر تک کم از کم ⟦60%⟧ اور 31 دسمبر 2025 تک ⟦95%⟧ سرمایہ تقسیم ہونا چاہیے۔"],
        "2025-07-05",
        [("target", "stock", None, "2025-09-30"), ("target", "stock", None, "2025-12-31")],
    ),
    # two levels, each its own date
    (
        ["غربت 2021 کے آخر میں ⟦24.5%⟧ سے کم ہو کر 2023 کے آخر میں ⟦12.3%⟧ رہ گئی۔"],
        "2024-03-05",
        [("achievement", "stock", None, "2021-12-31"), ("achievement", "stock", None, "2023-12-31")],
    ),
    (
        ["گھرانے 2021 کے آخر میں ⟦900⟧ سے 2023 کے آخر میں ⟦400⟧ رہ گئے، یعنی شرح ⟦9%⟧ سے ⟦4%⟧۔"],
        "2024-03-05",
        [
            ("achievement", "stock", None, "2021-12-31"),
            ("achievement", "stock", None, "2023-12-31"),
            ("achievement", "stock", None, "2021-12-31"),
            ("achievement", "stock", None, "2023-12-31"),
        ],
    ),
    # changes: from the day after the base
    (
        ["2023 کے آخر تک شرح ⟦6.1 فیصد⟧ رہی جو 2022 کے مقابلے میں ⟦1.2 فیصد⟧ کم ہے۔"],
        "2024-03-05",
        [("achievement", "stock", None, "2023-12-31"), ("change", None, "2023-01-01", "2023-12-31")],
    ),
    (
        ["2024 میں آمدنی ⟦70 ملین VND⟧ رہی، جو 2020 سے ⟦1.5 گنا⟧ زیادہ ہے۔"],
        "2025-03-05",
        [("achievement", "stock", None, "2024-12-31"), ("change", None, "2021-01-01", "2024-12-31")],
    ),
    (
        ["پہلی ششماہی میں برآمدات ⟦8 بلین USD⟧ رہیں، گزشتہ سال کی اسی مدت کے مقابلے میں ⟦12%⟧ زیادہ۔"],
        "2025-07-05",
        [("achievement", "flow", "2025-01-01", "2025-06-30"), ("change", None, "2025-01-01", "2025-06-30")],
    ),
    (
        ["نو ماہ میں نمو ⟦7.1%⟧ رہی، جو گزشتہ سال کی اسی مدت کے ⟦6.4%⟧ سے بلند ہے۔"],
        "2025-10-05",
        [("achievement", "flow", "2025-01-01", "2025-09-30"), ("achievement", "flow", "2024-01-01", "2024-09-30")],
    ),
    (
        ["اگر 2015 میں آمدنی ⟦20 ملین VND⟧ تھی تو 2023 میں ⟦60 ملین VND⟧ ہو گئی، یعنی ⟦3 گنا⟧۔"],
        "2024-03-05",
        [
            ("achievement", "stock", None, "2015-12-31"),
            ("achievement", "stock", None, "2023-12-31"),
            ("change", None, "2016-01-01", "2023-12-31"),
        ],
    ),
    # from the sentence, the paragraph, the article
    (
        ["اکتوبر 2025 کے آخر تک کمیون نے ⟦19/19⟧ معیار پورے کیے؛ ⟦95%⟧ لوگ بیمہ شدہ ہیں۔"],
        "2025-11-10",
        [("achievement", "stock", None, "2025-10-31"), ("achievement", "stock", None, "2025-10-31")],
    ),
    (
        ["پہلے 9 مہینوں میں نمو ⟦10%⟧ رہی؛ صرف تیسری سہ ماہی میں ⟦7%⟧۔ صنعت ⟦19%⟧ بڑھی۔"],
        "2025-10-05",
        [
            ("achievement", "flow", "2025-01-01", "2025-09-30"),
            ("achievement", "flow", "2025-07-01", "2025-09-30"),
            ("achievement", "flow", "2025-01-01", "2025-09-30"),
        ],
    ),
    (
        ["جولائی 2024 کے آخر تک ⟦9/9⟧ اضلاع معیار پر ہیں۔", "سب سے آگے ہائی ہاؤ ہے: ⟦34/34⟧ کمیون۔"],
        "2024-08-10",
        [("achievement", "stock", None, "2024-07-31"), ("achievement", "stock", None, "2024-07-31")],
    ),
    (
        ["ستمبر کے آخر تک ⟦512⟧ گھر بنے۔", "30 نومبر 2024 سے پہلے ⟦100%⟧ گھر بنیں گے۔", "کمیونوں میں ⟦74/80⟧ گھر بنے۔"],
        "2024-10-03",
        [
            ("achievement", "stock", None, "2024-09-30"),
            ("target", "stock", None, "2024-11-30"),
            ("achievement", "stock", None, "2024-09-30"),
        ],
    ),
    (["کمیون میں ⟦112⟧ ماڈل باغات ہیں۔"], "2024-10-03", [("achievement", "stock", None, "2024-10-03")]),
    (["⟦112⟧ ماڈل باغات بنانے ہیں۔"], "2024-10-03", [("target", "stock", None, None)]),
    (
        ["3 اکتوبر کی صبح کانفرنس ہوئی۔ کمیون میں ⟦112⟧ باغات ہیں۔"],
        "2024-10-04",
        [("achievement", "stock", None, "2024-10-04")],
    ),
    (
        ["2021-2025 کی مدت میں تحریک چلی۔", "شرح ہدف (⟦6%⟧) تک نہیں پہنچی۔"],
        "2024-05-15",
        [("target", "flow", "2021-01-01", "2025-12-31")],
    ),
    (
        ["2025-2030 کی مدت کے لیے: 2030 تک ⟦40%⟧ شہری کاری؛ پوری مدت میں ⟦200⟧ ملازمتیں۔"],
        "2025-08-15",
        [("target", "stock", None, "2030-12-31"), ("target", "flow", "2025-01-01", "2030-12-31")],
    ),
    (
        ["2026-2030 میں نمو ⟦11%⟧؛ 2030 میں آمدنی ⟦6,000 USD⟧؛ پانچ سال کی کل وصولی ⟦190 بلین VND⟧۔"],
        "2025-08-15",
        [
            ("target", "flow", "2026-01-01", "2030-12-31"),
            ("target", "stock", None, "2030-12-31"),
            ("target", "flow", "2026-01-01", "2030-12-31"),
        ],
    ),
    # a plan beside a result to date does not date the result
    (
        ["آج تک ⟦282⟧ مصنوعات ہیں، جو 2021-2025 کی مدت کے ہدف کا ⟦141%⟧ ہے۔"],
        "2023-11-24",
        [("achievement", "stock", None, "2023-11-24"), ("attainment", "stock", None, "2023-11-24")],
    ),
    (
        ["راستہ (⟦110 کلومیٹر⟧) 19 دسمبر 2025 سے پہلے کھلے گا، کام کا حجم ⟦74%⟧ ہے۔"],
        "2025-07-14",
        [("target", "flow", None, "2025-12-19"), ("achievement", "stock", None, "2025-07-14")],
    ),
    (["یہ گزشتہ سال مقرر کیے گئے منصوبے کا ⟦101%⟧ ہے۔"], "2025-08-26", [("attainment", "stock", None, "2025-08-26")]),
    # January speaks of the year that ended
    (
        ["2023 میں ضلع بدل گیا۔", "سال کے دوران ⟦286 بلین VND⟧ جمع ہوئے۔"],
        "2024-01-19",
        [("achievement", "flow", "2023-01-01", "2023-12-31")],
    ),
    # the first of two levels owns its time; the second has the time of the sentence before it
    (
        ["2021 کے خاتمے پر 40 کنویں چل رہے تھے۔ ناخواندگی 2020 کے اختتام کے ⟦9.5 فیصد⟧ سے اتر کر ⟦7.1 فیصد⟧ رہ گئی۔"],
        "2022-02-17",
        [("achievement", "stock", None, "2020-12-31"), ("achievement", "stock", None, "2021-12-31")],
    ),
    # … and a difference from it starts the day after
    (
        ["آج تک نہروں کی لمبائی 800 کلومیٹر ہے، 2019 کے آخر کے ⟦400 کلومیٹر⟧ سے ⟦2 گنا⟧ زیادہ۔"],
        "2024-06-10",
        [("achievement", "stock", None, "2019-12-31"), ("change", None, "2020-01-01", "2024-06-10")],
    ),
    # a look back is no time for what is told afterwards
    (
        ["بجلی کی شرح اب ⟦97%⟧ ہے، 2020 کے آخر میں یہ 88% تھی۔ سروے میں ⟦93%⟧ لوگ مطمئن تھے۔"],
        "2024-05-21",
        [("achievement", "stock", None, "2024-05-21"), ("achievement", "stock", None, "2024-05-21")],
    ),
    # what a goal is for is no time for results
    (
        ["پہلے 10 مہینوں میں ⟦618⟧ گھر بنے، پورے سال 2025 کے لیے ہدف ⟦1,002⟧ گھر ہے؛ یوں ⟦61%⟧ کام ہوا۔"],
        "2025-11-20",
        [
            ("achievement", "flow", "2025-01-01", "2025-10-31"),
            ("target", "flow", "2025-01-01", "2025-12-31"),
            ("attainment", "flow", "2025-01-01", "2025-10-31"),
        ],
    ),
    # a header holds for every item that names no time of its own
    (
        ["2025-2030 کے لیے نشانے یہ ہیں: ⟦40⟧ نئے پل؛ 2028 میں ⟦12⟧ کلینک؛ ⟦300⟧ نئے کمرے۔"],
        "2025-07-30",
        [
            ("target", "flow", "2025-01-01", "2030-12-31"),
            ("target", "flow", "2028-01-01", "2028-12-31"),
            ("target", "flow", "2025-01-01", "2030-12-31"),
        ],
    ),
    # the same moment and the same months of another year
    (
        ["30 ستمبر تک ⟦47%⟧ سرمایہ خرچ ہوا، پچھلے برس اسی موقع پر یہ ⟦51%⟧ تھا۔"],
        "2024-10-22",
        [("attainment", "stock", None, "2024-09-30"), ("attainment", "stock", None, "2023-09-30")],
    ),
    (
        ["سال کے پہلے نو مہینوں میں ⟦86 ٹن⟧ مچھلی بکی، پچھلے سال کے انہی مہینوں سے ⟦8 فیصد⟧ اوپر۔"],
        "2024-10-29",
        [("achievement", "flow", "2024-01-01", "2024-09-30"), ("change", None, "2024-01-01", "2024-09-30")],
    ),
    (
        ["نو ماہ میں ⟦900⟧ مہمان آئے جو 2019 کی اسی مدت کا ⟦70 فیصد⟧ ہے۔"],
        "2023-10-20",
        [("achievement", "flow", "2023-01-01", "2023-09-30"), ("change", None, "2020-01-01", "2023-09-30")],
    ),
    # from the start of the year, told for a day
    (
        ["نومبر 2022 کے اختتام تک بقایا قرض 412 بلین تھا، سال کی شروعات سے ⟦41 بلین⟧ بڑھ کر۔"],
        "2022-12-20",
        [("change", None, "2022-01-01", "2022-11-30")],
    ),
    # the money's year and its deadline; from now on
    (
        ["2024 کے سرمائے کا ⟦95 فیصد⟧ 31 جنوری 2025 سے قبل خرچ ہو؛ اب سے سال کے آخر تک ⟦64⟧ گھر بنیں۔"],
        "2024-07-11",
        [("target", "stock", None, "2025-01-31"), ("target", "flow", "2024-07-11", "2024-12-31")],
    ),
    # deadlines of a plan lie in its year
    (
        ["2026 کے لیے صوبے نے 30 جون تک ⟦50 فیصد⟧ اور 31 دسمبر تک ⟦98 فیصد⟧ ادائیگی مقرر کی۔"],
        "2026-01-14",
        [("target", "stock", None, "2026-06-30"), ("target", "stock", None, "2026-12-31")],
    ),
    # a report of January: the whole year is the one that ended, whatever it is compared with
    (
        ["2025 میں سڑکیں بنیں، 2024 سے زیادہ۔", "پورے سال میں شہر نے ⟦80⟧ پل بنائے۔"],
        "2026-01-07",
        [("achievement", "flow", "2025-01-01", "2025-12-31")],
    ),
    (
        ["سال کے آغاز سے 25 دسمبر تک ⟦43⟧ میلے ہوئے۔"],
        "2025-12-29",
        [("achievement", "flow", "2025-01-01", "2025-12-25")],
    ),
    (["نئے سال کے پہلے 5 دنوں میں ⟦31⟧ ٹرک آئے۔"], "2026-01-07", [("achievement", "flow", "2026-01-01", "2026-01-05")]),
    (["نومبر اور دسمبر میں ⟦21⟧ پل بنانے ہوں گے۔"], "2025-11-11", [("target", "flow", "2025-11-01", "2025-12-31")]),
    # the event that is pointed at
    (
        ["28 اکتوبر کی صبح کونسل کا اجلاس ہوا۔ اسی نشست میں ⟦33⟧ اشیا منظور ہوئیں۔"],
        "2024-10-29",
        [("achievement", "flow", "2024-10-28", "2024-10-28")],
    ),
    # the end of the year that runs, told as a result
    (
        ["2025 کے اواخر تک غربت ⟦6%⟧ رہ گئی ہے۔ بیمہ کی کوریج ⟦93%⟧ ہے۔"],
        "2025-12-09",
        [("achievement", "stock", None, "2025-12-31"), ("achievement", "stock", None, "2025-12-31")],
    ),
    # an aside is better than nothing
    (
        ["صرف 2022 میں ⟦48⟧ گھرانوں نے زمین دی۔ اس طرح ⟦18 کلومیٹر⟧ گلیاں پکی ہوئیں۔"],
        "2023-02-17",
        [("achievement", "flow", "2022-01-01", "2022-12-31"), ("achievement", "flow", "2022-01-01", "2022-12-31")],
    ),
    # four years are no plan of five
    (
        ["2021-2025 کا کام ختم ہوا۔ ڈیرے 2021 کے آخر میں 71 تھے، 2025 کے آخر میں 24، یعنی چار برسوں میں ⟦47⟧ کم۔"],
        "2026-01-14",
        [("change", None, "2022-01-01", "2025-12-31")],
    ),
    # circumstance has no dates
    (["2023 میں ⟦145⟧ مندوبین آئے۔"], "2024-01-19", [("context", None, None, None)]),
]


def listed(name: str) -> list[Case]:
    """Read cases from a file of period_sentences/: its first line says how they are written."""
    cases: list[Case] = []
    for line in (SENTENCES / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        told, wanted = line.split(" => ")
        published, paragraphs = told.split(" | ")
        expected = []
        for figure in wanted.split("; "):
            role, basis, dates = figure.split()
            start, end = (date or None for date in dates.split(".."))
            expected.append((role, None if basis == "-" else basis, start, end))
        cases.append((paragraphs.split(" || "), published, expected))
    return cases


CASES += listed("plans_and_bases")


def periods(case: Case) -> list[tuple[str, str | None, str | None, str | None]]:
    paragraphs, published, expected = case
    bare = [re.sub("[⟦⟧]", "", paragraph) for paragraph in paragraphs]
    article = {"article_id": "a", "url": "u", "title": None, "source": None}
    day = dt.date.fromisoformat(published)
    articles = pl.DataFrame([{**article, "published": day, "paragraphs": bare}], schema=ARTICLES)
    lexicon = load_lexicon()
    frame = tokens(texts(articles), lexicon)
    marks = [
        (p, found.start() - 2 * i, found.end() - 2 * i - 2)
        for p, paragraph in enumerate(paragraphs)
        for i, found in enumerate(re.finditer("⟦[^⟧]*⟧", paragraph))
    ]
    mentions = pl.DataFrame(
        {
            "p": [p for p, _, _ in marks],
            "char_start": [start for _, start, _ in marks],
            "char_end": [end for _, _, end in marks],
            "role": [role for role, _, _, _ in expected],
            "basis": [basis for _, basis, _, _ in expected],
        },
        schema={"p": pl.Int32, "char_start": pl.Int32, "char_end": pl.Int32, "role": pl.String, "basis": pl.String},
    ).with_columns(article_id=pl.lit("a"), indicator=pl.lit(None, pl.String), unit=pl.lit("count"))
    firsts = frame.select("article_id", "p", "char_start", "sent", "clause", t_start="t")
    lasts = frame.select("article_id", "p", "char_end", t_end=pl.col("t") + 1)
    placed = mentions.join(firsts, on=["article_id", "p", "char_start"]).join(lasts, on=["article_id", "p", "char_end"])
    assert placed.height == len(expected)
    found = with_period(placed, time_spans(frame, articles, lexicon), frame, articles, lexicon)
    return [
        (row["role"], row["basis"], *(str(row[name]) if row[name] else None for name in ("period_start", "period_end")))
        for row in found.sort("p", "char_start").to_dicts()
    ]


@pytest.mark.parametrize("case", CASES, ids=[re.sub("[⟦⟧]", "", case[0][0])[:60] for case in CASES])
def test_figure_takes_the_period_that_governs_it(case: Case) -> None:
    assert periods(case) == case[2]


def placed_mentions(frame: pl.DataFrame, role: str) -> pl.DataFrame:
    """Take every digit token as a figure."""
    return frame.filter(pl.col("kind") == "digit").select(
        "article_id",
        "p",
        "sent",
        "clause",
        "char_start",
        "char_end",
        t_start="t",
        t_end=pl.col("t") + 1,
        role=pl.lit(role),
        basis=pl.lit("stock"),
        indicator=pl.lit(None, pl.String),
        unit=pl.lit("count"),
    )


@pytest.mark.parametrize("paragraphs", [[], [""], ["کوئی وقت نہیں، 5 پل"], ["5 پل، 30 فروری تک 9"]])
@pytest.mark.parametrize("published", [None, dt.date(2024, 5, 10)])
def test_nothing_to_go_by_is_no_error(paragraphs: list[str], published: dt.date | None) -> None:
    article = {"article_id": "a", "url": "u", "title": None, "source": None, "published": published}
    articles = pl.DataFrame([{**article, "paragraphs": paragraphs}], schema=ARTICLES)
    lexicon = load_lexicon()
    frame = tokens(texts(articles), lexicon)
    mentions = placed_mentions(frame, "achievement")
    found = with_period(mentions, time_spans(frame, articles, lexicon), frame, articles, lexicon)
    assert found.height == mentions.height
    assert found["period_end"].to_list() == [published] * mentions.height


def test_evidence_is_the_words_that_govern() -> None:
    text = "آبادی زیادہ ہے۔ 2023 کے آخر تک 40 پل بنے۔"
    article = {"article_id": "a", "url": "u", "title": None, "source": None, "published": dt.date(2024, 5, 10)}
    articles = pl.DataFrame([{**article, "paragraphs": [text]}], schema=ARTICLES)
    lexicon = load_lexicon()
    frame = tokens(texts(articles), lexicon)
    mentions = placed_mentions(frame, "achievement").filter(pl.col("char_start") == text.index("40"))
    row = with_period(mentions, time_spans(frame, articles, lexicon), frame, articles, lexicon).to_dicts()[0]
    assert row["period_source"] == "clause"
    assert row["period_evidence_text"] == "2023 کے آخر تک"
    span = slice(row["period_evidence_char_start"], row["period_evidence_char_end"])
    assert text[span] == row["period_evidence_text"]


def test_an_endless_paragraph_of_figures_and_times() -> None:
    line = "2023 کے آخر تک 5 پل، اب تک 7 پل، " * 8_000
    article = {"article_id": "a", "url": "u", "title": None, "source": None, "published": dt.date(2024, 5, 10)}
    articles = pl.DataFrame([{**article, "paragraphs": [line]}], schema=ARTICLES)
    lexicon = load_lexicon()
    frame = tokens(texts(articles), lexicon)
    mentions = placed_mentions(frame.filter(pl.col("norm") != "2023"), "achievement")
    found = with_period(mentions, time_spans(frame, articles, lexicon), frame, articles, lexicon)
    assert found["period_end"].unique().sort().to_list() == [dt.date(2023, 12, 31), dt.date(2024, 5, 10)]
