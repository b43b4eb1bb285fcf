"""Names that are in the text and yet not the figure's place, and names whose namesakes are meant."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import polars as pl

from warehouse.figures.extract import extract
from warehouse.figures.schemas import ARTICLES
from warehouse.lexicon import load_lexicon

LEXICON = load_lexicon()
OLD, NEW = date(2024, 5, 1), date(2025, 9, 20)
LAM_DONG = "لام ڈونگ صوبے نے ستمبر میں نئے دیہی پروگرام کے نتائج اور مشکلات پر ایک کانفرنس منعقد کی۔"
QUANG_TRI = "کوانگ ٹرائی صوبے میں سال کے پہلے چھ ماہ میں تجارت بڑھی اور صنعت سست رہی، صوبائی محکمہ نے بتایا۔"
NAM_DAN = "نام ڈین ضلع (نگھے این) میں لوگ دروازے کے سامنے کی سڑک خود بناتے ہیں اور ضلع سیمنٹ دیتا ہے۔"


def each(lede: str, texts: Sequence[str], published: date = OLD, title: str = "") -> list[dict[str, str | None]]:
    """Read one article a text, in one batch: the place of each figure by its mention."""
    rows = [
        {
            "article_id": str(number), "url": None, "title": title, "source": None, "published": published,
            "paragraphs": [lede, text],
        }
        for number, text in enumerate(texts)
    ]  # fmt: skip
    figures = extract(pl.DataFrame(rows, schema=ARTICLES), LEXICON).figures
    return [
        dict(figures.filter(article_id=str(number)).select("mention", "place").iter_rows())
        for number in range(len(texts))
    ]


def about(lede: str, text: str, *, title: str = "", published: date = OLD) -> dict[str, str | None]:
    return each(lede, [text], published, title)[0]


def test_a_number_in_a_name_is_part_of_it() -> None:
    cases = {
        "Bao Lam 4 کمیون میں 74 گھر بنے۔": {"74": "Lâm Đồng/Bảo Lâm 4"},
        "کمیون ڈیم رونگ 1 کو 31 گھر ملے۔": {"31": "Lâm Đồng/Đam Rông 1"},
        "وارڈ 3 باؤ لوک میں 12 گھر بنے۔": {"12": "Lâm Đồng/3 Bảo Lộc"},
        "کیٹ ٹین 2 نے 19 گھر بنائے۔": {"19": "Lâm Đồng/Cát Tiên 2"},
    }
    assert each(LAM_DONG, list(cases), NEW) == list(cases.values())


def test_a_number_that_no_name_has_counts() -> None:
    assert list(about(LAM_DONG, "ڈیم رونگ 9 گھر بنائے گا۔", published=NEW)) == ["9"]
    assert list(about(LAM_DONG, "ڈیم رونگ ضلع کے 2 کمیون معیار پر پورا اترے۔")) == ["2"]


def test_a_port_or_bridge_is_no_commune() -> None:
    cases = {
        "ہوونگ ہوا ضلع کے لاؤ باؤ سرحدی گیٹ سے 12 ہزار ٹن سامان گزرا۔": "Quảng Trị/Hướng Hóa",
        "ون لین ضلع میں Cua Tung پل پر 35 مزدور کام کرتے ہیں۔": "Quảng Trị/Vĩnh Linh",
        "لاؤ باؤ صنعتی پارک (ہوونگ ہوا ضلع) میں 14 فیکٹریاں لگیں۔": "Quảng Trị/Hướng Hóa",
        "لاؤ باؤ ٹاؤن میں 120 گھر بنے۔": "Quảng Trị/Hướng Hóa/Lao Bảo",
    }
    assert [set(places.values()) for places in each(QUANG_TRI, list(cases))] == [{place} for place in cases.values()]


def test_the_ends_of_a_route_are_not_where_it_lies() -> None:
    cases = {
        "کیم لو - لا سون ایکسپریس وے پر 98 گاڑیاں چلیں۔": "Quảng Trị",
        "ڈونگ ہا (کوانگ ٹرائی) - لاؤ باؤ (ہوونگ ہوا) شاہراہ پر 84 گاڑیاں چلیں۔": "Quảng Trị",
        "وان نین - کیم لو ایکسپریس وے (کوانگ بن) پر 65 گاڑیاں چلیں۔": "Quảng Bình",
        "بن دونگ صوبے میں واقع ڈونگ نائی - ٹین وان شاہراہ پر 45 مزدور ہیں۔": "Bình Dương",
    }
    assert [set(places.values()) for places in each(QUANG_TRI, list(cases))] == [{place} for place in cases.values()]


def test_a_district_told_with_its_province_keeps_its_short_name() -> None:
    text = "2023 میں نام ڈین نے 31 گھر بنائے۔ نام ڈین صوبے میں سب سے آگے ہے: 41 کلومیٹر نئی سڑکیں۔"
    expected = {"31": "Nghệ An/Nam Đàn", "41 کلومیٹر": "Nghệ An/Nam Đàn"}
    assert about(NAM_DAN, text, title="نام ڈین کی سڑکیں") == expected


def test_a_commune_never_jumps_into_a_province_the_article_does_not_name() -> None:
    # Lao Bảo lies in Quảng Trị alone
    places = about(NAM_DAN, "لاؤ باؤ کمیون نے 12 گھر بنائے۔")
    assert not str(places["12"]).startswith("Quảng Trị")


def test_the_bracket_of_a_district_decides_between_its_communes() -> None:
    lede = "لینگ سون صوبے نے نئے دیہی پروگرام کے نتائج کا اعلان کیا اور سرحدی کمیونوں کی تعریف کی۔"
    text = "ٹین تھانہ کمیون (وان لانگ) میں 63 گھر بنے۔"
    assert about(lede, text) == {"63": "Lạng Sơn/Văn Lãng/Tân Thanh"}


def test_a_former_province_in_brackets_speaks_for_the_one_it_went_into() -> None:
    text = "Bo Trach کمیون (سابق صوبہ کوانگ بن) میں 14 گھر بنے۔"
    assert about(QUANG_TRI, text, published=NEW) == {"14": "Quảng Trị/Bố Trạch"}


def test_a_country_that_sends_or_buys_is_not_the_place() -> None:
    texts = [
        "معاہدے پر 318 کارکن جاپان اور جنوبی کوریا گئے۔",
        "جنوبی کوریا نے 640 ہزار سے زائد سیاح بھیجے۔",
        "اس سال جاپان کو 320 ٹن چاول برآمد ہوئے۔",
        "ملائیشیا نے 45 ٹن خریدے۔",
        "جنوبی کوریا جانے والے 43 کارکن گھر پیسے بھیجتے ہیں۔",
    ]
    assert [set(places.values()) for places in each(QUANG_TRI, texts)] == [{"Quảng Trị"}] * len(texts)


def test_another_country_has_its_own_figures() -> None:
    assert about(QUANG_TRI, "تھائی لینڈ کی برآمدات 10 ملین ٹن تھیں۔") == {"10 ملین ٹن": "Thailand"}


def test_a_yardstick_lends_no_place_but_owns_its_own_number() -> None:
    cases = {
        "صوبہ ملک میں اول ہے: 24 گھر فی گاؤں۔": {"24": "Quảng Trị"},
        "یہ صوبہ ملک میں دوسرے نمبر پر ہے: 99 گھر بنے۔": {"99": "Quảng Trị"},
        "آمدنی ملک کی اوسط سے زیادہ ہے اور 62 ملین VND تک پہنچی۔": {"62 ملین VND": "Quảng Trị"},
        "ہوونگ ہوا ملک کے 74 غریب اضلاع میں شامل ہے۔": {"74": "Việt Nam"},
        "ملک بھر میں 79 فیصد کمیون معیار پر ہیں۔": {"79 فیصد": "Việt Nam"},
    }
    assert each(QUANG_TRI, list(cases)) == list(cases.values())


def test_lists_with_the_place_behind_the_figure() -> None:
    text = "ان میں سے 158 مصنوعات سابق صوبہ ڈاک نونگ سے اور 196 سابق صوبہ بن تھوان سے آئیں۔"
    assert about(LAM_DONG, text, published=NEW) == {"158": "Đắk Nông", "196": "Bình Thuận"}


def test_lists_with_the_place_before_the_figure() -> None:
    text = "ہوونگ ہوا نے 14 گھر بنائے، ون لین نے 22 اور ہائی لانگ نے 21۔"
    assert about(QUANG_TRI, text) == {
        "14": "Quảng Trị/Hướng Hóa",
        "22": "Quảng Trị/Vĩnh Linh",
        "21": "Quảng Trị/Hải Lăng",
    }


def test_who_gives_is_not_what_the_next_sentence_is_about() -> None:
    assert about(NAM_DAN, "صوبے نے 500 ٹن سیمنٹ دیا۔ لوگوں نے 54 کلومیٹر سڑک بنائی۔") == {
        "500 ٹن": "Nghệ An",
        "54 کلومیٹر": "Nghệ An/Nam Đàn",
    }


def test_became_is_a_district_in_a_list_of_districts() -> None:
    lede = "لینگ سون صوبے نے نئے دیہی پروگرام کے نتائج کا اعلان کیا اور سرحدی کمیونوں کی تعریف کی۔"
    text = "سب سے پیچھے بن گیا (5 کمیون) اور Dinh Lap (4 کمیون) ہیں۔"
    assert about(lede, text) == {"5": "Lạng Sơn/Bình Gia", "4": "Lạng Sơn/Đình Lập"}
    assert about(lede, "یہ علاقہ نمونہ بن گیا (5 کمیون)۔") == {"5": "Lạng Sơn"}
