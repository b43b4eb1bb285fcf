"""Find where a text may name a place: token runs that match a key of the gazetteer."""

from __future__ import annotations

from typing import Final

import polars as pl

from warehouse.figures.places.gazetteer import ANY_VOWEL, HYPHEN, LONGEST, Places, token_sounds, vowel_bit
from warehouse.text.urdu_spelling import skeleton, without_marks

PARAGRAPH: Final = ["article_id", "p"]
HIT_KEYS: Final = ["article_id", "p", "t_start", "t_end"]
HITS: Final = [
    *HIT_KEYS, "form", "place_id", "how", "n", "agree", "seen", "needs", "marked", "numbered", "grammar", "homographs",
    "everyday",
]  # fmt: skip


def name_tokens(tokens: pl.DataFrame, places: Places) -> pl.DataFrame:
    """Add what names are looked up by to the token frame.

    Columns added: `x` (the token without marks; null where no name can run on), `sk` (skeleton), `bit` (vowels),
    `grammar, homograph, everyday, never, not_last` (0 or 1: words of unit_words.toml), `run` (number of the run of
    Latin words, unit words apart; null elsewhere), `cut_before, cut_after` (the run goes on there), `closed` (a unit
    word or postposition follows), `paragraph` (number).
    """
    kind, common = pl.col("kind").cast(pl.String), places.words["common"]
    classes = {name: common[name] for name in ("grammar", "homographs", "never", "not_last")}
    classes["everyday"] = common["grammar"] + common["words"]
    distinct = (
        tokens.select(kind=kind, norm="norm")
        .filter(pl.col("kind").is_in(["word", "latin", "digit"]) | (pl.col("norm") == HYPHEN))
        .unique()
        .with_columns(x=pl.when(pl.col("kind") == "latin").then(without_marks(pl.col("norm"))).otherwise("norm"))
        .with_columns(sounds=token_sounds(places))
        .with_columns(
            sk=pl.when(pl.col("kind").is_in(["word", "latin"])).then(skeleton(pl.col("sounds"))).otherwise("x"),
            bit=pl.when(pl.col("kind") == "word").then(vowel_bit(pl.col("sounds"), places)).otherwise(ANY_VOWEL),
            **{name: pl.col("x").is_in(listed).cast(pl.Int32) for name, listed in classes.items()},
        )
        .drop("sounds")
    )
    in_run = (pl.col("kind") == "latin") & ~pl.col("norm").is_in(list(places.words["unit_words"]))
    closers = [*places.words["unit_words"], *common["never"], *common["not_last"]]
    named = (
        tokens.with_columns(kind, paragraph=pl.struct(PARAGRAPH).rle_id())
        .join(distinct, on=["kind", "norm"], how="left", maintain_order="left")
        .with_columns(in_run=in_run)
    )
    inside = (pl.col("paragraph") == pl.col("paragraph").shift(1)).fill_null(value=False)
    goes_on = pl.col("in_run") & pl.col("in_run").shift(1, fill_value=False) & inside
    named = named.with_columns(goes_on=goes_on, follows=pl.col("norm").is_in(closers) & inside)
    return named.with_columns(
        run=pl.when(pl.col("in_run")).then((pl.col("in_run") & ~pl.col("goes_on")).cum_sum()),
        cut_before="goes_on",
        cut_after=pl.col("goes_on").shift(-1, fill_value=False),
        closed=pl.col("follows").shift(-1, fill_value=False),
    ).drop("in_run", "goes_on", "follows")


def hits(named: pl.DataFrame, places: Places) -> pl.DataFrame:
    """Match runs of one to `LONGEST` tokens with the keys of the gazetteer.

    Columns: `article_id, p, t_start, t_end` (exclusive), `form` (as written, without marks), `place_id`, `how` (listed,
    latin, sounds), `n` (tokens), `agree` (tokens whose vowels agree), `seen` (tokens spelled as seen before), `needs`
    (a listed form that needs a unit word), `marked` (written with the official diacritics), `numbered` (a number is
    part of it), `grammar`, `homographs`, `everyday` (tokens that are such words).
    """
    listed = places.listed.with_columns(n=_length(pl.col("key")))
    sounds = places.sounds.with_columns(n=_length(pl.col("key")))
    found = []
    for n in range(1, LONGEST + 1):
        forms, keys = listed.filter(n=n).drop("n"), sounds.filter(n=n).drop("n")
        grams = _grams(named, n, forms["key"], keys["key"])
        found += [_listed(grams, forms), _by_sound(grams, keys, places)]
    return (
        pl.concat(found)
        .sort([*HIT_KEYS, "place_id", pl.col("how") != "listed"])
        .unique([*HIT_KEYS, "place_id"], keep="first", maintain_order=True)
    )


def _grams(named: pl.DataFrame, n: int, forms: pl.Series, keys: pl.Series) -> pl.DataFrame:
    """Lay out the runs of `n` tokens that match a key: the text once over, all else only for what matched."""
    # "وارڈ 3 باؤ لوک": a name may open with its number, but is more than that
    opens = pl.col("kind").is_in(["word", "latin"]) | ((pl.col("kind") == "digit") & (n > 1))
    whole = (pl.col("paragraph") == pl.col("paragraph").shift(1 - n)) & opens
    matched = named.select(
        whole=whole,
        first=pl.int_range(pl.len()),
        words=pl.concat_str([pl.col("x").shift(-i) for i in range(n)], separator=" "),
        sk=pl.concat_str([pl.col("sk").shift(-i) for i in range(n)], separator=" "),
    ).filter("whole", pl.col("words").is_in(forms.implode()) | pl.col("sk").is_in(keys.implode()))
    matched = matched.drop("whole").with_row_index("gram")
    at = matched.select("gram", i=pl.int_ranges("first", pl.col("first") + n)).explode("i")
    words = ("grammar", "homographs", "everyday", "never")
    grams = (
        named[at["i"]]
        .with_columns(at["gram"])
        .group_by("gram", maintain_order=True)
        .agg(
            pl.col(*PARAGRAPH, "cut_before").first(),
            pl.col("cut_after", "closed", "not_last").last(),
            pl.col(words).sum(),
            t_start=pl.col("t").first(),
            t_end=pl.col("t").last() + 1,
            n=pl.len().cast(pl.Int64),
            bits="bit",
            written=pl.col("norm").str.join(" "),
            all_latin=(pl.col("kind") != "word").all(),
            numbered=(pl.col("kind") == "digit").any(),
        )
        .join(matched.drop("first"), on="gram")
    )
    # part of a longer Latin name is a person or a brand ("Nguyen Van Thanh"), not the place it holds
    return grams.filter(~pl.col("cut_before"), ~pl.col("cut_after"))


def _listed(grams: pl.DataFrame, forms: pl.DataFrame) -> pl.DataFrame:
    found = grams.join(forms, left_on="words", right_on="key")
    return found.select(
        *HIT_KEYS,
        "place_id",
        "n",
        "needs",
        "numbered",
        "grammar",
        "homographs",
        "everyday",
        form="words",
        how=pl.lit("listed"),
        agree="n",
        seen=pl.lit(0, pl.Int64),
        marked=pl.lit(value=False),
    ).select(HITS)


def _by_sound(grams: pl.DataFrame, keys: pl.DataFrame, places: Places) -> pl.DataFrame:
    found = grams.join(keys, left_on="sk", right_on="key")
    exact = pl.col("words") == pl.col("name")
    # a name does not run on into a postposition ("چو میں"), nor end in کے unless a unit word or another follows
    runs_on = (pl.col("never") > 0) | ((pl.col("not_last") > 0) & ~pl.col("closed"))
    found = found.filter(exact | ~pl.col("all_latin"), ~runs_on).with_row_index("hit")
    tokens = found.select(
        "hit", "bits", "masks", urdu=pl.col("words").str.split(" "), syllable=pl.col("name").str.split(" ")
    ).explode("bits", "masks", "urdu", "syllable")
    fits = (
        tokens.join(places.seen, on=["syllable", "urdu"], how="left", maintain_order="left")
        .group_by("hit")
        .agg(
            agree=((pl.col("bits") & pl.col("masks")) != 0).sum().cast(pl.Int64),
            seen=pl.col("seen").fill_null(value=False).sum().cast(pl.Int64),
        )
    )
    official = places.units.select("place_id", official=pl.col("path").str.split("/").list.last().str.to_lowercase())
    with_marks = (pl.col("written") != pl.col("words")) & (pl.col("official") == pl.col("written"))
    return (
        found.join(fits, on="hit")
        .join(places.names, on="name")
        .join(official, on="place_id")
        .with_columns(
            how=pl.when(pl.col("all_latin")).then(pl.lit("latin")).otherwise(pl.lit("sounds")),
            form="words",
            needs=pl.lit(value=False),
            marked=pl.col("all_latin") & with_marks,
        )
        .select(HITS)
    )


def _length(key: pl.Expr) -> pl.Expr:
    return key.str.count_matches(" ").cast(pl.Int32) + 1
