"""Find where a text may name a place: token runs that match a key of the gazetteer."""

from __future__ import annotations

from typing import Final

import polars as pl

from warehouse.figures.places.gazetteer import ANY_VOWEL, HYPHEN, LONGEST, Places, token_sounds, vowel_bit
from warehouse.text.urdu_spelling import skeleton, without_marks

PARAGRAPH: Final = ["article_id", "p"]
HIT_KEYS: Final = ["article_id", "p", "t_start", "t_end"]


def name_tokens(tokens: pl.DataFrame, places: Places) -> pl.DataFrame:
    """Add what names are looked up by to the token frame.

    Columns added: `x` (the token without marks; null where no name can run on), `sk` (skeleton), `bit` (vowels),
    `run` (number of the run of Latin words, unit words apart; null elsewhere).
    """
    words = pl.col("kind").cast(pl.String)
    nameable = words.is_in(["word", "latin", "digit"]) | (pl.col("norm") == HYPHEN)
    distinct = (
        tokens.select(kind=words, norm="norm")
        .filter(nameable)
        .unique()
        .with_columns(x=pl.when(pl.col("kind") == "latin").then(without_marks(pl.col("norm"))).otherwise("norm"))
        .with_columns(sounds=token_sounds(places))
        .with_columns(
            sk=pl.when(pl.col("kind").is_in(["word", "latin"])).then(skeleton(pl.col("sounds"))).otherwise("x"),
            bit=pl.when(pl.col("kind") == "word").then(vowel_bit(pl.col("sounds"), places)).otherwise(ANY_VOWEL),
        )
        .select("kind", "norm", "x", "sk", "bit")
    )
    in_run = (words == "latin") & ~pl.col("norm").is_in(list(places.words["unit_words"]))
    starts = in_run & ~in_run.shift(1, fill_value=False).over(PARAGRAPH)
    return (
        tokens.with_columns(words)
        .join(distinct, on=["kind", "norm"], how="left", maintain_order="left")
        .with_columns(run=pl.when(in_run).then(starts.cum_sum()))
    )


def hits(named: pl.DataFrame, places: Places) -> pl.DataFrame:
    """Match runs of one to `LONGEST` tokens with the keys of the gazetteer.

    Columns: `article_id, p, t_start, t_end` (exclusive), `place_id, how` (listed, latin, sounds), `n` (tokens),
    `agree` (tokens whose vowels agree), `seen` (tokens spelled as seen before), `needs` (a listed form that needs a
    unit word), `marked` (written with the official diacritics), `grammar`, `homograph`, `everyday` (tokens that are
    such words).
    """
    listed = places.listed.with_columns(n=_length(pl.col("key")))
    sounds = places.sounds.with_columns(n=_length(pl.col("key")))
    found = []
    for n in range(1, LONGEST + 1):
        of_length, by_sound = listed.filter(n=n), sounds.filter(n=n)
        if of_length.is_empty() and by_sound.is_empty():
            continue
        grams = _grams(named, n, places)
        found += [
            grams.join(of_length.drop("n"), left_on="words", right_on="key").with_columns(how=pl.lit("listed")),
            _by_sound(grams, by_sound, places),
        ]
    columns = [
        *HIT_KEYS,
        "place_id",
        "how",
        "n",
        "agree",
        "seen",
        "needs",
        "marked",
        "grammar",
        "homograph",
        "everyday",
    ]
    defaults = {
        "agree": pl.col("n").cast(pl.Int64),
        "seen": pl.lit(0, pl.Int64),
        "needs": pl.lit(False),
        "marked": pl.lit(False),
    }
    whole = pl.concat(found, how="diagonal")
    missing = [expr.alias(name) for name, expr in defaults.items() if name not in whole.columns]
    return (
        whole.with_columns(missing)
        .with_columns(
            pl.col("agree").fill_null(pl.col("n").cast(pl.Int64)),
            pl.col("seen").fill_null(0),
            pl.col("needs", "marked").fill_null(value=False),
        )
        .select(columns)
        .sort([*HIT_KEYS, "place_id", pl.col("how") != "listed"])
        .unique([*HIT_KEYS, "place_id"], keep="first", maintain_order=True)
    )


def _grams(named: pl.DataFrame, n: int, places: Places) -> pl.DataFrame:
    common = places.words["common"]
    ahead = [pl.col("x").shift(-i).over(PARAGRAPH) for i in range(n)]
    last = n - 1
    steps: list[pl.Expr] = [pl.col(name).shift(-last).over(PARAGRAPH).alias(f"last_{name}") for name in ("t", "run")]
    steps += [pl.col("run").shift(-1).over(PARAGRAPH).shift(-last).alias("run_after")]
    grams = named.select(
        *PARAGRAPH,
        "t",
        "run",
        *steps,
        words=pl.concat_str(ahead, separator=" "),
        marked_words=pl.concat_str([pl.col("norm").shift(-i).over(PARAGRAPH) for i in range(n)], separator=" "),
        sk=pl.concat_str([pl.col("sk").shift(-i).over(PARAGRAPH) for i in range(n)], separator=" "),
        bits=pl.concat_list([pl.col("bit").shift(-i).over(PARAGRAPH) for i in range(n)]),
        run_before=pl.col("run").shift(1).over(PARAGRAPH),
        kinds=pl.concat_list([pl.col("kind").shift(-i).over(PARAGRAPH) for i in range(n)]),
        grammar=_count(ahead, common["grammar"]),
        homograph=_count(ahead, common["homographs"]),
        everyday=_count(ahead, common["grammar"] + common["words"]),
        # a name does not run on into a postposition ("چو میں"), nor end in کے unless a unit word or another follows
        runs_on=_runs_on(ahead, places),
    ).filter(pl.col("words").is_not_null() & ~pl.col("kinds").list.first().is_in(["punct", "digit"]))
    # part of a longer Latin name is a person or a brand ("Nguyen Van Thanh"), not the place it holds
    cut = (pl.col("run") == pl.col("run_before")) | (pl.col("last_run") == pl.col("run_after"))
    return grams.filter(~cut.fill_null(value=False)).with_columns(
        n=pl.lit(n),
        t_start="t",
        t_end=pl.col("last_t") + 1,
        all_latin=~pl.col("kinds").list.contains("word"),
    )


def _by_sound(grams: pl.DataFrame, keys: pl.DataFrame, places: Places) -> pl.DataFrame:
    found = grams.join(keys.drop("n"), left_on="sk", right_on="key")
    exact = pl.col("words") == pl.col("name")
    found = found.filter((exact | ~pl.col("all_latin")) & ~pl.col("runs_on")).with_row_index("hit")
    tokens = found.select(
        "hit", "bits", "masks", urdu=pl.col("words").str.split(" "), syllable=pl.col("name").str.split(" ")
    ).explode("bits", "masks", "urdu", "syllable")
    agree = (
        tokens.join(places.seen, on=["syllable", "urdu"], how="left", maintain_order="left")
        .group_by("hit")
        .agg(
            agree=((pl.col("bits") & pl.col("masks")) != 0).sum().cast(pl.Int64),
            seen=pl.col("seen").fill_null(value=False).sum().cast(pl.Int64),
        )
    )
    return (
        found.join(agree, on="hit")
        .with_columns(how=pl.when(pl.col("all_latin")).then(pl.lit("latin")).otherwise(pl.lit("sounds")))
        .join(places.names, on="name")
        .join(places.units.select("place_id", "path"), on="place_id")
        .with_columns(
            marked=pl.col("all_latin")
            & (pl.col("marked_words") != pl.col("words"))
            & (pl.col("path").str.split("/").list.last().str.to_lowercase() == pl.col("marked_words"))
        )
    )


def _length(key: pl.Expr) -> pl.Expr:
    return key.str.count_matches(" ").cast(pl.Int32) + 1


def _runs_on(tokens: list[pl.Expr], places: Places) -> pl.Expr:
    common = places.words["common"]
    follows = pl.col("norm").shift(-len(tokens)).over(PARAGRAPH)
    closers = [*places.words["unit_words"], *common["never"], *common["not_last"]]
    closed = follows.is_in(closers).fill_null(value=False)
    return (_count(tokens, common["never"]) > 0) | (tokens[-1].is_in(common["not_last"]) & ~closed)


def _count(tokens: list[pl.Expr], words: list[str]) -> pl.Expr:
    return pl.sum_horizontal([token.is_in(words).cast(pl.Int32) for token in tokens])
