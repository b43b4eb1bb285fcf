"""Each figure gets the place it is about."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from warehouse.figures.places import load_places, place_spans, with_place
from warehouse.text.tokens import texts, tokens

SHARED = Path(__file__).parents[3] / "shared" / "gold"


def placed(*paragraphs: str, title: str = "", published: date = date(2024, 5, 1)) -> list[tuple[str, str | None, str]]:
    """Read an article; every number but years is a mention. Returns (number, place, source)."""
    places = load_places()
    article = {"article_id": "a", "url": None, "title": title, "source": None, "published": published}
    frame = pl.DataFrame([article | {"paragraphs": list(paragraphs)}])
    all_tokens = tokens(texts(frame), places.lexicon)
    numbers = (pl.col("kind") == "digit") & (pl.col("p") >= 0) & ~pl.col("norm").str.contains(r"^20\d\d$")
    mentions = all_tokens.filter(numbers).select(
        "article_id", "p", "sent", "clause", "char_start", "char_end", "surface", t_start="t", t_end=pl.col("t") + 1
    )
    spans = place_spans(all_tokens, frame, places)
    found = with_place(mentions, all_tokens, spans, places)
    return list(found.select("surface", "place", "place_source").iter_rows())


def about(*paragraphs: str, **article: object) -> dict[str, str | None]:
    return {number: place for number, place, _ in placed(*paragraphs, **article)}  # type: ignore[arg-type]


def test_lists_give_each_figure_its_own_place() -> None:
    assert about("ہنوئی نے 2,391 بلین VND مختص کیے؛ ہوا بن 1,118 بلین VND؛ Phu Tho 1,541 بلین VND۔") == {
        "2,391": "Hà Nội",
        "1,118": "Hòa Bình",
        "1,541": "Phú Thọ",
    }


def test_brackets_belong_to_the_name_before_them() -> None:
    text = "کوانگ نین (11.67%)، ہائی فونگ (11.59%) اور توین کوانگ (ہا گیانگ کے ساتھ انضمام کے بعد) 15 گھر۔"
    assert about(text) == {"11.67": "Quảng Ninh", "11.59": "Hải Phòng", "15": "Tuyên Quang"}


def test_the_deepest_place_of_a_chain() -> None:
    assert about("ہا ٹین صوبے کے ضلع ہوونگ کھے کے فوک ٹراچ کمیون میں 12 گھر بنے۔") == {
        "12": "Hà Tĩnh/Hương Khê/Phúc Trạch"
    }
    assert about("ضلع نگا سون، تھانہ ہوا صوبہ میں 45 گھر بنے۔") == {"45": "Thanh Hóa/Nga Sơn"}


def test_pronouns_stand_for_the_unit_of_their_level() -> None:
    text = "ضلع کیم سوئین (ہا ٹین) کے کیم تھانہ کمیون میں 12 گھر بنے اور پورے ضلع میں 300، جبکہ صوبے میں 450 گھر ہیں۔"
    assert about(text, "ملک بھر میں 79 فیصد۔ ضلع نے 5 باغات بنائے۔") == {
        "12": "Hà Tĩnh/Cẩm Xuyên/Cẩm Thành",
        "300": "Hà Tĩnh/Cẩm Xuyên",
        "450": "Hà Tĩnh",
        "79": "Việt Nam",
        "5": "Hà Tĩnh/Cẩm Xuyên",
    }


def test_a_unit_word_in_passing_yields_to_the_name() -> None:
    text = "باؤ تھانگ صوبے کا پہلا ضلع ہے جس کے 12 کمیون معیار پر ہیں۔"
    assert about(text, title="لاؤ کائی: نئے دیہی علاقے") == {"12": "Lào Cai/Bảo Thắng"}


def test_shared_out_respectively() -> None:
    text = "صرف Son La، Lai Chau اور Dien Bien میں بالترتیب 11، 12 اور 13 کمیون باقی ہیں۔"
    assert about(text) == {"11": "Sơn La", "12": "Lai Châu", "13": "Điện Biên"}


def test_an_item_of_a_list_does_not_hold_for_the_next() -> None:
    lede = "ضلع کیم سوئین (ہا ٹین) نے آج ایک کانفرنس میں اگلے سال کے تمام اہداف طے کیے ہیں۔"
    text = "کیم زیوین ٹاؤن اور تھیئن کیم ٹاؤن کی تعمیر؛ ضلع کے معیار میں سے 9 کو برقرار رکھنا۔"
    assert about(lede, text) == {"9": "Hà Tĩnh/Cẩm Xuyên"}


def test_units_at_large_turn_back_to_the_topic() -> None:
    text = "2024 میں پورا ملک 130 یونٹس مکمل کرے گا، جن میں Binh Duong 50؛ جو علاقے زمین کا 20 فیصد نہیں رکھتے۔"
    assert about(text) == {"130": "Việt Nam", "50": "Bình Dương", "20": "Việt Nam"}
    assert about("باک نین میں 5 گھر بنے؛ یہ 34 صوبوں میں 6 فیصد ہے۔", published=date(2025, 9, 1))["34"] == "Việt Nam"


def test_a_delegates_home_is_not_the_figures_place() -> None:
    lede = "قومی اسمبلی کے اجلاس میں حکومت نے آج ملک کے لیے اگلے سال کا منصوبہ پیش کیا ہے۔"
    assert about(lede, "ہنوئی کے وفد کے ایک رکن کے مطابق ترقی 10 فیصد ہوگی۔") == {"10": "Việt Nam"}


def test_a_meetings_town_is_not_what_the_report_is_about() -> None:
    lede = "آج صبح کوئ نون وارڈ میں، گیا لائی صوبائی پارٹی کمیٹی کی پہلی کانگریس 498 مندوبین کی شرکت کے ساتھ شروع ہوئی۔"
    assert about(lede, "شہری کاری کی شرح 47 فیصد ہوگی۔", published=date(2025, 10, 4)) == {
        "498": "Gia Lai",
        "47": "Gia Lai",
    }


def test_who_assigns_a_target_is_not_whom_it_is_about() -> None:
    text = "ضلع بن گیا (لینگ سون) میں غربت 5 فیصد کم ہوئی، جبکہ صوبے نے صرف 4 فیصد کم کرنے کا ہدف تفویض کیا تھا۔"
    assert about(text) == {"5": "Lạng Sơn/Bình Gia", "4": "Lạng Sơn/Bình Gia"}


def test_a_name_in_the_figures_own_segment_beats_a_pronoun_before_it() -> None:
    lede = "توین کوانگ صوبے نے آج ایک کانفرنس میں عارضی مکانات کے خاتمے کے نتائج کا اعلان کر دیا ہے۔"
    text = "پورے صوبے میں 15 مکانات ختم کیے گئے، جن میں سے 9 گھر سابق صوبہ ہا گیانگ کے ہیں۔"
    assert about(lede, text, published=date(2025, 8, 1)) == {"15": "Tuyên Quang", "9": "Hà Giang"}


def test_partners_in_trade_are_not_the_figures_place() -> None:
    text = "ویتنام نے چین کو 300 ملین ڈالر کی برآمدات کیں؛ تھائی لینڈ نے 50 ملین دیے۔"
    assert about(text) == {"300": "Việt Nam", "50": "Thailand"}


def test_a_unit_no_gazetteer_has_gives_no_place() -> None:
    text = "2024 میں کلسٹر کے 697 اجتماعی اور افراد کی تعریف کی گئی۔"
    assert about(text, title="ایمولیشن کلسٹر نمبر 2 نے کام کا خلاصہ کیا") == {"697": None}


def test_where_the_place_was_found_is_told() -> None:
    lede = "لام ڈونگ صوبے کے محکمہ زراعت نے آج شام کو سال کے نتائج کا اعلان ایک تقریب میں کیا۔"
    rows = placed(lede, "آمدنی 2,180 بلین VND ہے۔", "باؤ لوک شہر میں 5 ادارے ہیں۔ ان میں 3 نئے ہیں۔", title="لام ڈونگ")
    assert [(number, source) for number, _, source in rows] == [
        ("2,180", "lede"),
        ("5", "clause"),
        ("3", "paragraph"),
    ]


def test_evidence_is_a_span_of_the_text() -> None:
    places = load_places()
    text = "ضلع کیم سوئین (ہا ٹین) میں 25 گھر مکمل ہوئے۔"
    frame = pl.DataFrame(
        [{"article_id": "a", "url": None, "title": "", "source": None, "published": None, "paragraphs": [text]}],
        schema_overrides={"published": pl.Date},
    )
    all_tokens = tokens(texts(frame), places.lexicon)
    mentions = all_tokens.filter(norm="25").select(
        "article_id", "p", "sent", "clause", "char_start", "char_end", t_start="t", t_end=pl.col("t") + 1
    )
    row = with_place(mentions, all_tokens, place_spans(all_tokens, frame, places), places).row(0, named=True)
    evidence = row["place_evidence"]
    assert text[evidence["char_start"] : evidence["char_end"]] == evidence["text"] == "کیم سوئین"
    assert row["place_id"] == "VN63-446"


def test_nothing_in_nothing_out() -> None:
    places = load_places()
    schema = {"article_id": pl.String, "url": pl.String, "title": pl.String, "source": pl.String}
    frame = pl.DataFrame(schema=schema | {"published": pl.Date, "paragraphs": pl.List(pl.String)})
    all_tokens = tokens(texts(frame), places.lexicon)
    columns = ["article_id", "p", "sent", "clause", "char_start", "char_end"]
    mentions = all_tokens.select(*columns, t_start="t", t_end="t")
    assert with_place(mentions, all_tokens, place_spans(all_tokens, frame, places), places).is_empty()


@pytest.mark.shared
@pytest.mark.parametrize(("name", "floor"), [("seeds", 1.0), ("dev", 0.99)])
def test_places_of_the_gold_figures(name: str, floor: float) -> None:
    path = SHARED / f"{name}.jsonl"
    if not path.exists():
        pytest.skip("the gold files are not beside this checkout")
    places = load_places()
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    frame = pl.DataFrame(
        [{key: row.get(key) for key in ("url", "title", "source", "published", "paragraphs")} for row in rows]
    ).with_columns(pl.col("published").str.to_date(), article_id=pl.Series([row["id"] for row in rows]))
    all_tokens = tokens(texts(frame), places.lexicon)
    found = with_place(_gold_mentions(rows, all_tokens), all_tokens, place_spans(all_tokens, frame, places), places)
    assert found["place"].eq_missing(found["gold"]).mean() >= floor


def _gold_mentions(rows: list[dict[str, object]], all_tokens: pl.DataFrame) -> pl.DataFrame:
    figures = []
    for row in rows:
        ends: dict[int, int] = {}
        for figure in row["figures"]:  # type: ignore[attr-defined]
            p, text = figure["p"], row["paragraphs"][figure["p"]]  # type: ignore[index]
            start = text.find(figure["mention"], ends.get(p, 0))
            ends[p] = start + len(figure["mention"])
            figures.append((row["id"], p, start, ends[p], figure["place"]))
    gold = pl.DataFrame(figures, ["article_id", "p", "char_start", "char_end", "gold"], orient="row").with_columns(
        pl.col("p", "char_start", "char_end").cast(pl.Int32)
    )
    cells = all_tokens.select("article_id", "p", "sent", "clause", t="t", start="char_start", end="char_end")
    inside = (pl.col("end") > pl.col("char_start")) & (pl.col("start") < pl.col("char_end"))
    joined = gold.with_row_index("i").join(cells, on=["article_id", "p"]).filter(inside)
    return (
        joined.sort("i", "t")
        .group_by("i", maintain_order=True)
        .agg(
            pl.col("article_id", "p", "char_start", "char_end", "gold", "sent", "clause").first(),
            t_start=pl.col("t").first(),
            t_end=pl.col("t").last() + 1,
        )
    )


def test_national_bodies_alone_speak_for_the_country() -> None:
    assert about("شماریات دفتر نے بتایا کہ قیمتیں 3 فیصد بڑھیں۔", "ایوان نے 45 سوال سنے۔") == {
        "3": "Việt Nam",
        "45": "Việt Nam",
    }


def test_a_unit_named_with_its_parent_keeps_what_follows() -> None:
    text = "باک نین کے Yen Phong کمیون میں 7 بلاک بن رہے ہیں؛ یہاں کے 148 فلیٹ خالی ہیں۔ ایک فلیٹ 16 ملین کا ہے۔"
    found = about("وزارت تعمیرات نے ملک بھر میں 90 منصوبے گنے۔", text, published=date(2025, 11, 20))
    assert found == {
        "90": "Việt Nam",
        "7": "Bắc Ninh/Yên Phong",
        "148": "Bắc Ninh/Yên Phong",
        "16": "Bắc Ninh/Yên Phong",
    }


def test_syllables_that_are_urdu_words_name_a_district_where_an_item_opens() -> None:
    found = about("کاو بینگ صوبے میں 900 گھر بنے۔ ضلع Bao Lac نے 68 گھر بنائے؛ ہوا این میں 197 گھر تیار ہیں۔")
    assert found["197"] == "Cao Bằng/Hòa An"
    assert about("کاو بینگ صوبے میں 900 گھر بنے۔ کل میلہ ہوا این جی او نے 12 اسٹال لگائے۔")["12"] == "Cao Bằng"


def test_a_list_of_units_leaves_what_is_told_against_it_to_the_country() -> None:
    found = about(
        "وزارت خزانہ کے مطابق ملک بھر میں 51 فیصد خرچ ہوا۔",
        "آگے ہیں: Thai Nguyen 82 فیصد، لاؤ کائی 79 فیصد؛ ہا ٹین 74 فیصد۔ اس کے برعکس 26 ادارے پیچھے ہیں۔",
    )
    assert found["26"] == "Việt Nam"


def test_units_taken_together_are_the_article_s_place() -> None:
    found = about(
        "پھو تھو صوبے کی پیپلز کمیٹی نے 25 ستمبر کو اجلاس میں 5 نئے منصوبے دیکھے اور منظور کیے۔",
        "Phu Tho، سابق ونہ فوک اور Hoa Binh کی مجموعی پیداوار 69 فیصد بڑھی۔ سابق Vinh Phuc صوبے کا حصہ 15 ہے۔",
        published=date(2025, 9, 26),
    )
    assert found["69"] == "Phú Thọ"
    assert found["15"] == "Vĩnh Phúc"
