"""Lexicon frames of the gazetteer, compiled once a lexicon: units, and the keys names are found by."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import polars as pl

from warehouse.lexicon import Lexicon, load_lexicon
from warehouse.text.fold import folded, norm
from warehouse.text.urdu_spelling import (
    allowed_vowels,
    latin_sounds,
    skeleton,
    urdu_sounds,
    vowels,
    without_marks,
)

LONGEST: Final = 6
"""Tokens of the longest name looked for ("Lâm Viên - Đà Lạt" has five)."""

HYPHEN: Final = "-"
ANY_VOWEL: Final = 2**40 - 1
"""Mask of a token whose vowels are not compared (Latin letters, digits, hyphens)."""


@dataclass(frozen=True, eq=False)
class Places:
    """Hold the gazetteer.

    `units`: `place_id, path, name, kind, level, province, district, namesake, valid_from,
    valid_to` (units, regions, countries).
    `names`: `name, place_id` (`name` is the ASCII name in lower case, its tokens joined by one blank).
    `listed`: `key, place_id, needs` · `sounds`: `key, name, masks` (bits of the vowels each token may show).
    `merged`: `province, successor` (paths: the province that an old one became part of).
    `seen`: `syllable, urdu` (spellings met on live pages) · `vowel_bits`: `vowels, bit`.
    `unit_kinds`: `word, kind` · `words`: the tables of unit_words.toml.
    """

    units: pl.DataFrame
    names: pl.DataFrame
    listed: pl.DataFrame
    sounds: pl.DataFrame
    merged: pl.DataFrame
    seen: pl.DataFrame
    vowel_bits: pl.DataFrame
    unit_kinds: pl.DataFrame
    words: dict[str, Any]
    lexicon: Lexicon


def load_places(user_dir: Path | None = None) -> Places:
    """Compile the shipped gazetteer, the user's lines in `user_dir` over it.

    >>> load_places().units.filter(path="Hà Tĩnh/Cẩm Xuyên").height
    2
    """
    return places_of(load_lexicon(user_dir))


def places_of(lexicon: Lexicon) -> Places:
    """Compile the gazetteer of a lexicon, once for each lexicon."""
    places: Places = lexicon.derived("places", _compile)
    return places


def name_key(name: pl.Expr) -> pl.Expr:
    """Make the look-up key of a written name: folded, without marks, hyphens as tokens, single blanks.

    >>> pl.select(name_key(pl.lit("Bà Rịa-Vũng Tàu"))).item()
    'ba ria - vung tau'
    """
    return (
        without_marks(norm(folded(name)))
        .str.replace_all("-", f" {HYPHEN} ", literal=True)
        .str.replace_all(r"\s+", " ")
        .str.strip_chars()
    )


def vowel_bit(sounds: pl.Expr, places: Places) -> pl.Expr:
    """Make the bit of the vowels in a word's sounds (0 where no Vietnamese syllable is written so)."""
    patterns = places.vowel_bits
    return vowels(sounds).replace_strict(patterns["vowels"], patterns["bit"], default=0, return_dtype=pl.Int64)


def token_sounds(places: Places) -> pl.Expr:
    """Make the sounds of a token from `kind` and `x` (the token without marks): Latin and Urdu letters alike."""
    latin = latin_sounds(pl.col("x"))
    return pl.when(pl.col("kind") == "latin").then(latin).otherwise(urdu_sounds(pl.col("x"), places.lexicon))


def _compile(lexicon: Lexicon) -> Places:
    words = lexicon.table("places/unit_words.toml")
    units = _units(lexicon, words)
    names = units.filter(pl.col("level").is_in(["province", "district", "commune"])).select("name", "place_id")
    bits = _vowel_bits(lexicon)
    return Places(
        units=units,
        names=names,
        listed=_listed(lexicon, units),
        sounds=_sounds(names.select(pl.col("name").unique(maintain_order=True)), allowed_vowels(lexicon), bits),
        merged=_merged(lexicon, units),
        seen=_seen(lexicon),
        vowel_bits=bits,
        unit_kinds=_pairs(words["unit_words"], ["word", "kind"]),
        words=words,
        lexicon=lexicon,
    )


def _pairs(table: dict[str, list[str]], columns: list[str]) -> pl.DataFrame:
    return pl.DataFrame([(key, value) for key, values in table.items() for value in values], columns, orient="row")


def _units(lexicon: Lexicon, words: dict[str, Any]) -> pl.DataFrame:
    levels = _pairs(words["levels"], ["level", "kind"])
    columns = ["place_id", "path", "kind", "valid_from", "valid_to"]
    rows = pl.DataFrame(lexicon.rows("places/units.csv")).select(columns)
    regions = pl.DataFrame(lexicon.rows("places/regions.csv")).select("place_id", "path", kind=pl.lit("region"))
    abroad = pl.DataFrame(lexicon.rows("places/countries.csv")).select("place_id", "path", kind=pl.lit("foreign"))
    steps = pl.col("path").str.split("/")
    return (
        pl.concat([rows, regions, abroad], how="diagonal")
        .join(levels, on="kind", how="left", maintain_order="left")
        .with_columns(
            pl.col("valid_from", "valid_to").replace("", None).str.to_date("%Y-%m-%d"),
            name=name_key(steps.list.last()),
            province=pl.when(pl.col("level").is_in(["province", "district", "commune"])).then(steps.list.first()),
            # a district's own town, a province's own city: the bare name means the larger unit
            namesake=name_key(steps.list.last()) == name_key(steps.list.get(-2, null_on_oob=True)),
            # new communes hang directly below their province and have no district
            district=pl.when((pl.col("level") == "district") | (steps.list.len() > 2)).then(
                steps.list.head(2).list.join("/")
            ),
        )
    )


def _listed(lexicon: Lexicon, units: pl.DataFrame) -> pl.DataFrame:
    by_hand = pl.DataFrame(lexicon.rows("places/spellings.csv")).select("form", path="place", needs="needs")
    abroad = pl.DataFrame(lexicon.rows("places/countries.csv")).select(form="name_ur", path="path", needs=pl.lit(""))
    return (
        pl.concat([by_hand, abroad])
        .join(units.select("path", "place_id"), on="path", maintain_order="left")
        .select(key=name_key(pl.col("form")), place_id="place_id", needs=pl.col("needs") == "unit")
        .unique(["key", "place_id"], maintain_order=True)
    )


def _seen(lexicon: Lexicon) -> pl.DataFrame:
    rows = pl.DataFrame(lexicon.rows("places/syllables.csv"))
    pairs = rows.select(syllable="vietnamese_syllable_ascii", urdu=norm(folded(pl.col("urdu_form"))))
    return pairs.unique(maintain_order=True).with_columns(seen=pl.lit(value=True))


def _merged(lexicon: Lexicon, units: pl.DataFrame) -> pl.DataFrame:
    provinces = units.filter(level="province").select("place_id", "province")
    links = pl.DataFrame(lexicon.rows("places/crosswalk.csv")).select(place_id="old_id", new_id="new_id")
    successors = provinces.select(new_id="place_id", successor="province")
    return links.join(provinces, on="place_id").join(successors, on="new_id").select("province", "successor").unique()


def _vowel_bits(lexicon: Lexicon) -> pl.DataFrame:
    patterns = allowed_vowels(lexicon).select(vowels=pl.col("urdu").unique().sort())
    return patterns.with_columns(bit=pl.lit(2, pl.Int64).pow(pl.int_range(pl.len())).cast(pl.Int64))


def _sounds(names: pl.DataFrame, allowed: pl.DataFrame, bits: pl.DataFrame) -> pl.DataFrame:
    masks = (
        allowed.join(bits.rename({"vowels": "urdu"}), on="urdu")
        .group_by("vowels", "onset")
        .agg(mask=pl.col("bit").sum())
    )
    tokens = names.with_columns(token=pl.col("name").str.split(" ")).explode("token")
    tokens = tokens.with_columns(sounds=latin_sounds(pl.col("token")))
    tokens = tokens.with_columns(
        key=pl.when(pl.col("token").str.contains("^[a-z]")).then(skeleton(pl.col("sounds"))).otherwise("token"),
        vowels=vowels(pl.col("sounds")),
        onset=pl.col("sounds").str.contains("^[A-Z]"),
    )
    return (
        tokens.join(masks, on=["vowels", "onset"], how="left", maintain_order="left")
        .with_columns(pl.col("mask").fill_null(ANY_VOWEL))
        .group_by("name", maintain_order=True)
        .agg(key=pl.col("key").str.join(" "), masks="mask")
        .filter(pl.col("masks").list.len() <= LONGEST)
    )
