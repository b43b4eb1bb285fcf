"""Vietnamese names in Urdu script: one key for a syllable and for every way Urdu spells it.

A name keeps its consonants in Urdu and little else ("Xuyên" is سوئین, ژوین, زیوین and زوئن), so the key of a
syllable is its *skeleton*, the classes of its consonants. Vowels are compared after that: each spelling shows
one vowel pattern, each syllable allows a few. Letters, classes and vowels are data: `lexicon/places/letters.csv`
and `vowels.csv`, taken from names aligned on live pages.
"""

from __future__ import annotations

from typing import Final

import polars as pl

from warehouse.lexicon import Lexicon

_ONSETS: Final = {
    "ngh": "Q", "ng": "Q", "nh": "N", "gh": "G", "kh": "X", "ch": "C", "th": "Z", "ph": "F", "qu": "Ku", "q": "K",
    "b": "B", "c": "K", "k": "K", "d": "D", "f": "F", "g": "G", "j": "G", "l": "L", "m": "M", "n": "N", "p": "P",
    "r": "R", "s": "S", "x": "S", "z": "S", "t": "T", "v": "V", "w": "V",
}  # fmt: skip
"""Vietnamese consonants as sound classes; x, s and z fall together, so do d and đ, g, gi and j, as they do in Urdu."""

_MARKS: Final = "\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323"
_UNMARKED: Final = {"đ": "d", "Đ": "D", "ð": "d"}


def without_marks(name: pl.Expr) -> pl.Expr:
    """Strip Vietnamese diacritics and lower the case.

    >>> pl.select(without_marks(pl.lit("Đắk Lắk"))).item()
    'dak lak'
    """
    bare = name.str.normalize("NFD").str.replace_all(f"[{_MARKS}]", "").str.normalize("NFC")
    return bare.str.replace_many(_UNMARKED).str.to_lowercase()


def latin_sounds(syllable: pl.Expr) -> pl.Expr:
    """Turn a lower-case Vietnamese syllable without marks into sounds: capitals consonants, small letters vowels.

    >>> pl.select(latin_sounds(pl.Series(["xuyen", "quang", "hoa", "thach"]))).to_series().to_list()
    ['SuyeN', 'KuaQ', 'Hoa', 'ZaK']
    """
    sounds = syllable.str.replace_all("'", "").str.replace(r"^h", "H")
    sounds = sounds.str.replace_many(list(_ONSETS), list(_ONSETS.values()), leftmost=True)
    return _late_stops(sounds.str.replace_all(r"[^A-Zaeiouy]", ""))


def urdu_sounds(word: pl.Expr, lexicon: Lexicon) -> pl.Expr:
    """Turn a folded Urdu word into sounds, in the classes of `latin_sounds`.

    >>> from warehouse.lexicon import load_lexicon
    >>> words = pl.Series(["سوئین", "ژوین", "کوانگ", "انگہی", "وونگ"])
    >>> pl.select(urdu_sounds(words, load_lexicon())).to_series().to_list()
    ['SoiN', 'SoiN', 'KoaQ', 'Qi', 'VoQ']
    """
    letters = {row["urdu"]: row["sound"] for row in lexicon.rows("places/letters.csv")}
    longest_first = sorted(letters, key=len, reverse=True)
    sounds = word.str.replace_many(longest_first, [letters[key] for key in longest_first], leftmost=True)
    sounds = sounds.str.replace(r"^h", "H").str.replace(r"^o", "V").str.replace_all(r"[^A-Zaio]", "")
    # an alef before ng- or n- only helps Urdu to begin the syllable (انگہی, اینہا): no Vietnamese syllable is VCV
    sounds = sounds.str.replace(r"^[ai]+([NQ][A-Zaio])", "$1")
    return _late_stops(sounds.str.replace_all("aa+", "a").str.replace_all("ii+", "i").str.replace_all("oo+", "o"))


def skeleton(sounds: pl.Expr) -> pl.Expr:
    """Make the key two spellings of a syllable share: consonant classes, a hyphen where it begins with a vowel.

    >>> pl.select(skeleton(pl.Series(["SoiN", "aN", "Na"]))).to_series().to_list()
    ['SN', '-N', 'N']
    """
    return sounds.str.replace(r"^[a-z]+", "-").str.replace_all("[a-z]", "")


def vowels(sounds: pl.Expr) -> pl.Expr:
    """Keep the vowels of sounds, in order ('' where the spelling shows none)."""
    return sounds.str.replace_all("[A-Z]", "")


def allowed_vowels(lexicon: Lexicon) -> pl.DataFrame:
    """Pair Vietnamese vowels with the vowel patterns Urdu writes for them.

    Columns: `vowels` (Vietnamese), `onset` (whether the syllable begins with a consonant), `urdu` (one pattern).
    """
    rows = lexicon.rows("places/vowels.csv")
    pairs = pl.DataFrame(
        {"vowels": [row["vietnamese"] for row in rows], "urdu": [row["urdu"].split() for row in rows]}
    ).explode("urdu")
    pairs = pairs.with_columns(pl.col("urdu").replace({"0": ""}))
    led = pairs.with_columns(urdu=("a" + pl.col("urdu")).str.replace("aa", "a"))
    return pl.concat(
        [pairs.with_columns(onset=True), pairs.with_columns(onset=False), led.with_columns(onset=False)]
    ).unique(maintain_order=True)


def _late_stops(sounds: pl.Expr) -> pl.Expr:
    # at the end Vietnamese -ch and -c sound alike, and Urdu writes ک, چ or خ for either
    return sounds.str.replace_all(r"([A-Za-z])[CX]", "${1}K")
