"""One key for a Vietnamese syllable and every way Urdu spells it."""

from __future__ import annotations

import polars as pl
import pytest

from warehouse.lexicon import load_lexicon
from warehouse.text.urdu_spelling import (
    allowed_vowels,
    latin_sounds,
    skeleton,
    urdu_sounds,
    vowels,
    without_marks,
)


def key_of_latin(syllable: str) -> str:
    return str(pl.select(skeleton(latin_sounds(without_marks(pl.lit(syllable))))).item())


def key_of_urdu(word: str) -> str:
    return str(pl.select(skeleton(urdu_sounds(pl.lit(word), load_lexicon()))).item())


@pytest.mark.parametrize(
    ("syllable", "spellings"),
    [
        ("Xuyên", ["سوئین", "زیوین", "زوئن", "زوئین", "ژوین", "ژوئین"]),
        ("Cẩm", ["کیم"]),
        ("Tĩnh", ["ٹین", "ٹنہ", "تین", "تینہ"]),
        ("Bình", ["بن", "بنہ"]),
        ("Nghệ", ["نگھے", "نگے"]),
        ("Giang", ["گیانگ", "جیانگ"]),
        ("Khánh", ["خان", "خانہ", "کھنہ", "کھان"]),
        ("Nguyên", ["نگوین", "نگوئین"]),
        ("Nha", ["نہا", "نہ", "ناہ", "اینہا"]),
        ("Ngạn", ["اینگن", "نگان"]),
        ("Phú", ["پھو", "فو"]),
        ("Hòa", ["ہوا", "ہو", "ہوآ", "ہووا"]),
        ("Yên", ["ین"]),
        ("Vinh", ["ون", "ونہ"]),
        ("Trị", ["ٹرائی", "ٹری", "تری"]),
        ("Bạch", ["بچ", "باخ"]),
        ("Đrông", ["ڈرونگ"]),
    ],
)
def test_spellings_of_a_syllable_share_its_key(syllable: str, spellings: list[str]) -> None:
    assert {spelling: key_of_urdu(spelling) for spelling in spellings} == dict.fromkeys(
        spellings, key_of_latin(syllable)
    )


@pytest.mark.parametrize(("one", "other"), [("an", "na"), ("tan", "thanh"), ("kinh", "khinh"), ("dong", "don")])
def test_other_syllables_have_other_keys(one: str, other: str) -> None:
    assert key_of_latin(one) != key_of_latin(other)


def test_marks_go_and_urdu_letters_stay_composed() -> None:
    texts = pl.Series(["Đắk Lắk", "Bà Rịa", "لائی چاؤ آن"])
    assert pl.select(without_marks(texts)).to_series().to_list() == ["dak lak", "ba ria", "لائی چاؤ آن"]


def test_nearly_every_aligned_spelling_of_live_pages_fits_its_syllable() -> None:
    lexicon = load_lexicon()
    rows = pl.DataFrame(lexicon.rows("places/syllables.csv"))
    pairs = rows.select(
        latin=latin_sounds(pl.col("vietnamese_syllable_ascii")),
        urdu=urdu_sounds(pl.col("urdu_form"), lexicon),
        times=pl.col("times_seen").cast(pl.Int32),
    ).with_columns(onset=pl.col("latin").str.contains("^[A-Z]"), seen=vowels(pl.col("urdu")))
    allowed = allowed_vowels(lexicon).rename({"urdu": "seen"}).with_columns(fits=True)
    judged = pairs.with_columns(vowels=vowels(pl.col("latin"))).join(
        allowed, on=["vowels", "onset", "seen"], how="left"
    )
    good = (skeleton(pl.col("latin")) == skeleton(pl.col("urdu"))) & pl.col("fits").fill_null(value=False)
    assert judged.select((good * pl.col("times")).sum() / pl.col("times").sum()).item() > 0.99
