"""Names in running text become units: unit words, parents, the article's own places, dates, and what is no place."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from warehouse.figures.places import load_places, place_spans
from warehouse.text.tokens import texts, tokens

BEFORE, AFTER = date(2024, 5, 1), date(2025, 9, 1)


def spans(text: str, *, title: str = "", published: date | None = BEFORE, source: str | None = None) -> pl.DataFrame:
    """Read one paragraph; the row for the article itself is left out."""
    places = load_places()
    article = {"article_id": "a", "url": None, "title": title, "source": source, "published": published}
    frame = pl.DataFrame([article | {"paragraphs": [text]}], schema_overrides={"published": pl.Date})
    found = place_spans(tokens(texts(frame), places.lexicon), frame, places)
    return found.filter(pl.col("kind") != "article", p=0)


def named(text: str, **article: object) -> dict[str, str | None]:
    found = spans(text, **article).filter(~pl.col("kind").is_in(["pronoun", "at_large"]))  # type: ignore[arg-type]
    return dict(found.select("surface", "path").iter_rows())


@pytest.mark.parametrize("form", ["کیم سوئین", "کیم زیوین", "کیم زوئن", "کیم زوئین", "Cam Xuyen", "Cẩm Xuyên"])
def test_a_district_nobody_listed_is_found_in_any_spelling(form: str) -> None:
    assert named(f"ضلع {form} (ہا ٹین) میں 25 گھر مکمل ہوئے۔")[form] == "Hà Tĩnh/Cẩm Xuyên"


@pytest.mark.parametrize(
    ("text", "form", "path"),
    [
        ("کیم گیانگ ضلع میں 5 کمیون ہیں۔", "کیم گیانگ", "Hải Dương/Cẩm Giàng"),
        ("Soc Son ڈسٹرکٹ میں 5 کمیون ہیں۔", "Soc Son", "Hà Nội/Sóc Sơn"),
        ("صوبہ تھائی Nguyen میں 5 اضلاع ہیں۔", "تھائی Nguyen", "Thái Nguyên"),
        ("با ریا - ونگ تاؤ صوبے میں 5 اضلاع ہیں۔", "با ریا - ونگ تاؤ", "Bà Rịa - Vũng Tàu"),
        ("سرحدی ضلع Si Ma Cai (لاؤ کائی) میں 3 کمیون ہیں۔", "Si Ma Cai", "Lào Cai/Si Ma Cai"),
        ("بین ٹری صوبے کے چاؤ تھانہ ضلع میں 5 کمیون ہیں۔", "چاؤ تھانہ", "Bến Tre/Châu Thành"),
        ("کوانگ نم صوبے کے شہر ہوئی این میں 5 وارڈ ہیں۔", "ہوئی این", "Quảng Nam/Hội An"),
        ("تھونگ کینہ کمیون (جیا لوک ڈسٹرکٹ) میں 5 گھر بنے۔", "تھونگ کینہ", "Hải Dương/Gia Lộc/Thống Kênh"),
        ("میکونگ ڈیلٹا میں 120 کلومیٹر سڑک بنی۔", "میکونگ ڈیلٹا", "region:Đồng bằng sông Cửu Long"),
        ("سعودی عرب نے 29 ملین دیے۔", "سعودی عرب", "Saudi Arabia"),
    ],
)
def test_unit_words_and_parents_decide(text: str, form: str, path: str) -> None:
    assert named(text)[form] == path


def test_the_bare_name_means_the_larger_unit() -> None:
    assert named("Dien Bien میں 5 گھر بنے۔")["Dien Bien"] == "Điện Biên"
    assert named("Dien Bien ضلع (Dien Bien) میں 5 گھر بنے۔", published=BEFORE)["Dien Bien"] in {
        "Điện Biên",
        "Điện Biên/Điện Biên",
    }
    town = spans("کیم سوئین ضلع (ہا ٹین) کے کیم زیوین ٹاؤن میں 5 گھر بنے۔")
    assert "Hà Tĩnh/Cẩm Xuyên/Cẩm Xuyên" in town["path"].to_list()


def test_the_articles_own_province_decides_between_namesakes() -> None:
    text = "ہوآنگ ہوا ضلع میں 5 کمیون ہیں۔"
    assert named(text, title="تھانہ ہوا: دیہی ترقی")["ہوآنگ ہوا"] == "Thanh Hóa/Hoằng Hóa"


def test_a_shared_name_stays_open_with_its_candidates() -> None:
    row = spans("چاؤ تھانہ ضلع میں 5 کمیون ہیں۔").row(0, named=True)
    assert row["place_id"] is None
    assert len(row["candidates"]) > 5


def test_units_are_those_of_the_day() -> None:
    text = "ڈان ڈوونگ کمیون (لام ڈونگ) میں 21 مصنوعات ہیں۔"
    assert spans(text, published=AFTER)["place_id"].str.head(4).to_list() == ["VN34", "VN34"]
    assert named(text, published=AFTER)["ڈان ڈوونگ"] == "Lâm Đồng/Đơn Dương"


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("سابق صوبہ بن ڈونگ میں 5 کارخانے ہیں۔", "Bình Dương"),
        ("پرانے کون تم صوبے کا حصہ 3 بلین ہے۔", "Kon Tum"),
        ("ڈاک نونگ (پرانا) میں 30 کمیون تھے۔", "Đắk Nông"),
    ],
)
def test_a_former_unit_keeps_its_path(text: str, path: str) -> None:
    row = spans(text, published=AFTER).row(0, named=True)
    assert (row["path"], row["kind"]) == (path, "former")
    assert row["place_id"].startswith("VN63")


@pytest.mark.parametrize(
    "text",
    [
        "ضلع پارٹی کے سیکرٹری Nguyen Van Thanh نے 5 تجاویز دیں۔",
        "وزیر اور چیئرمین Hau A Lenh نے 5 تجاویز دیں۔",
        "صدر ہو چی منہ نے 1945 میں آزادی کا اعلان کیا۔",
        "باک نین اخبار نے 4 رپورٹیں شائع کیں۔",
        "ضلع کے لیے 5 ملین VND مختص کیے گئے اور کمیون کی سطح پر کام ہوا۔",
        "لوگوں نے پل کی تعمیر دیکھی۔ تصویر: ہنوئی اخبار",
        "Vietnam.vn پر 5 مضامین ہیں۔",
        "مالی سال میں 5 فیصد اضافہ ہوا اور شام کو 3 اجلاس ہوئے۔",
        "کین تھو - Ca Mau راستہ 110 کلومیٹر ہے۔",
    ],
)
def test_what_is_no_place(text: str) -> None:
    assert named(text) == {}


def test_spans_are_the_characters_of_the_text() -> None:
    text = "نام دِنہ کے 9 اضلاع اور ہا‌ٹین نہیں۔"
    for row in spans(text).to_dicts():
        assert text[row["char_start"] : row["char_end"]] == row["surface"]


@pytest.mark.parametrize("system", ["VN63", "VN34"])
@pytest.mark.parametrize("column", ["name_ascii", "name_ur"])
def test_every_province_stands_alone(system: str, column: str) -> None:
    places = load_places()
    provinces = places.units.filter(pl.col("place_id").str.starts_with(system), level="province")
    names = {row["place_id"]: row[column] for row in places.lexicon.rows("places/units.csv")}
    day = BEFORE if system == "VN63" else AFTER
    frame = provinces.select(
        article_id="path",
        url=pl.lit(None, pl.String),
        title=pl.lit(""),
        source=pl.lit(None, pl.String),
        published=pl.lit(day),
        paragraphs=pl.concat_list(
            pl.format("2024 میں {} میں 25 گھر مکمل ہوئے۔", pl.col("place_id").replace_strict(names))
        ),
    )
    found = place_spans(tokens(texts(frame), places.lexicon), frame, places).filter(kind="unit")
    right = found.filter(pl.col("path") == pl.col("article_id"))["article_id"].unique()
    assert sorted(set(frame["article_id"]) - set(right)) == []
