"""Which place each figure is about."""

from __future__ import annotations

from typing import Final

import polars as pl

from warehouse.figures.places.candidates import PARAGRAPH
from warehouse.figures.places.gazetteer import Places
from warehouse.figures.places.lists import listed_behind, shared_out

SENTENCE: Final = [*PARAGRAPH, "sent"]
EVIDENCE: Final = ("surface", "p", "char_start", "char_end")
_FEW: Final = 2
"""Units a sentence may name and still be about the first of them."""
_OWNED: Final = 2
"""Tokens from a pronoun to the number its genitive owns ("ملک کے ان چار اضلاع")."""

BOUNDARIES: Final = ["،", ",", "؛", ";", ":", "(", ")"]


def with_place(mentions: pl.DataFrame, tokens: pl.DataFrame, spans: pl.DataFrame, places: Places) -> pl.DataFrame:
    """Add the place each mention is about.

    The first of these that gives one: "34 صوبوں" (the country) · the n-th of the places that بالترتیب shares out · the
    place behind it in a list of such ("158 … سے اور 196 … سے") · the nearest name or pronoun before the figure in its
    sentence · the nearest after it in its comma segment · what the paragraph was about so far · the lede · the
    headline · the country where only national bodies are named.
    Columns added: `place_id, place` (path), `place_source` (clause, sentence, paragraph, lede, headline, default),
    `place_evidence` (struct of `schemas.EVIDENCE`: the words it rests on; null where it rests on none).
    """
    numbered = mentions.with_row_index("m")
    mains = spans.filter(kind="article")
    segments = _segments(tokens)
    at = numbered.select("m", *SENTENCE, "clause", "t_start", "char_start", "char_end")
    at = at.join(segments.select(*PARAGRAPH, "bracket", "segment", t_start="t"), on=[*PARAGRAPH, "t_start"], how="left")
    everything = spans.filter((pl.col("kind") != "article") & (pl.col("p") >= 0)).join(
        segments.select(*PARAGRAPH, "segment", t_start="t"), on=[*PARAGRAPH, "t_start"], how="left"
    )
    named = everything.filter(~pl.col("aside"))
    topics = _topics(at, everything, mains)
    layers = [
        _all_provinces(at, tokens, places),
        shared_out(at, tokens, named, places),
        listed_behind(at, tokens, named, places),
        _nearest(at, named, _assigning(tokens, places)),
        topics,
        at.select("m", "article_id")
        .join(mains, on="article_id")
        .select("m", "place_id", "path", *EVIDENCE, place_source="source"),
    ]
    ranked = pl.concat([layer.with_columns(rank=i) for i, layer in enumerate(layers)], how="diagonal_relaxed")
    best = ranked.sort("m", "rank").group_by("m", maintain_order=True).first()
    best = best.select(
        pl.col("m").cast(pl.UInt32),
        "place_id",
        "place_source",
        place="path",
        place_evidence=pl.when(pl.col("surface").is_not_null()).then(_evidence()),
    )
    return numbered.join(best, on="m", how="left", maintain_order="left").drop("m")


def _evidence() -> pl.Expr:
    span = pl.col("p", "char_start", "char_end").cast(pl.Int32)
    return pl.struct(pl.lit("place").alias("field"), pl.col("surface").alias("text"), span)


def _segments(tokens: pl.DataFrame) -> pl.DataFrame:
    """Number the comma segments and open brackets of each paragraph."""
    opens, closes = (pl.col("norm") == "(").cast(pl.Int32), (pl.col("norm") == ")").cast(pl.Int32)
    depth = opens.cum_sum().over(SENTENCE) - closes.shift(1, fill_value=0).over(SENTENCE).cum_sum().over(SENTENCE)
    return tokens.select(
        *PARAGRAPH,
        "t",
        bracket=pl.when(depth > 0).then(opens.cum_sum().over(SENTENCE)).otherwise(0),
        segment=pl.col("norm").is_in(BOUNDARIES).cum_sum().over(PARAGRAPH),
    )


def _all_provinces(at: pl.DataFrame, tokens: pl.DataFrame, places: Places) -> pl.DataFrame:
    """Find "34 صوبوں", "63 علاقوں": counts of all provinces there are, so the country's."""
    large = places.words["at_large"]
    country = places.units.filter(level="country").select("place_id", "path")
    pair = tokens.with_columns(after=pl.col("norm").shift(-1).over(PARAGRAPH)).filter(
        pl.col("norm").is_in(large["all_provinces"]) & pl.col("after").is_in(large["words"])
    )
    pair = pair.select(*PARAGRAPH, "t", surface="surface")
    return (
        at.join(pair, left_on=[*PARAGRAPH, "t_start"], right_on=[*PARAGRAPH, "t"])
        .join(country, how="cross")
        .select("m", "place_id", "path", "p", "surface", "char_start", "char_end", place_source=pl.lit("clause"))
    )


def _assigning(tokens: pl.DataFrame, places: Places) -> pl.DataFrame:
    """List the clauses that tell who assigned a target, with the word's place."""
    word = tokens.filter(pl.col("norm").is_in(places.words["assigner"]["words"]))
    return word.group_by([*SENTENCE, "clause"]).agg(assigned=pl.col("char_start").max())


def _nearest(at: pl.DataFrame, named: pl.DataFrame, assigning: pl.DataFrame) -> pl.DataFrame:
    """Take the nearest place before the figure in its sentence, else the nearest after it in its comma segment."""
    figure = at.select(
        "m",
        *SENTENCE,
        here="clause",
        inside="bracket",
        within="segment",
        start="char_start",
        end="char_end",
        at="t_start",
    )
    pairs = figure.join(named, on=SENTENCE).join(assigning, on=[*SENTENCE, "clause"], how="left")
    seen = (pl.col("bracket") == 0) | (pl.col("bracket") == pl.col("inside"))
    before = pairs.filter((pl.col("char_end") <= pl.col("start")) & seen)
    # "باؤ تھانگ صوبے کا پہلا ضلع ہے جس کے 12 …": a bare unit word in passing yields to the name before it
    first_name = pl.col("char_start").filter(~pl.col("bare")).min().over("m")
    passing = pl.col("bare") & (first_name < pl.col("char_start")).fill_null(value=False)
    assigner = pl.col("subject") & (pl.col("assigned") > pl.col("end")).fill_null(value=False)
    passing &= pl.col("genitive") | assigner | ((pl.col("clause") == pl.col("here")) & ~pl.col("subject"))
    # "X ملک کے 74 غریب اضلاع میں سے ایک": the number is owned by the pronoun right before it
    owner = pl.col("genitive") & (pl.col("at") - pl.col("t_end") <= _OWNED)
    passing &= (pl.col("kind") != "at_large") & ~owner.fill_null(value=False)
    before = before.filter(~passing.fill_null(value=False)).sort("m", "char_end")
    before = _back_to_subject(before).group_by("m", maintain_order=True).last()
    after = pairs.filter(
        (pl.col("char_start") >= pl.col("end")) & (pl.col("segment") == pl.col("within")) & ~pl.col("bare")
    )
    after = (
        after.filter(pl.col("kind") != "at_large").sort("m", "char_start").group_by("m", maintain_order=True).first()
    )
    # "پورے صوبے میں 15، جن میں سے 9 گھر سابق صوبہ X کے": a name in the figure's own segment beats a pronoun before it
    pronoun = (pl.col("kind") == "pronoun") & (pl.col("segment") != pl.col("within"))
    owned = after.filter(pl.col("kind").is_in(["unit", "former"]))
    before = before.join(owned.select("m", owned=pl.lit(value=True)), on="m", how="left")
    before = before.filter(~(pronoun & pl.col("owned").fill_null(value=False))).drop("owned")
    after = after.join(before, on="m", how="anti")
    source = pl.when(pl.col("clause") == pl.col("here")).then(pl.lit("clause")).otherwise(pl.lit("sentence"))
    near = pl.concat([before, after], how="diagonal_relaxed").with_columns(place_source=source)
    # units at large ("جو علاقے …") leave the figure to the paragraph's topic
    return near.filter(pl.col("kind") != "at_large").select("m", "place_id", "path", *EVIDENCE, "place_source")


def _back_to_subject(before: pl.DataFrame) -> pl.DataFrame:
    """Drop what earlier clauses named only in passing, for a figure whose own clause names nothing.

    "ضلع X … کرے گا: 6 کمیون؛ ٹاؤن Y کی تعمیر؛ 9/9 معیار": the last figure is the district's again, not the town's; and
    after a clause that lists several units it is none of theirs.
    """
    unit = pl.col("kind").is_in(["unit", "former"]) & (pl.col("bracket") == 0)
    first = pl.col("path").filter(unit).first().over("m")
    part = pl.col("path").str.starts_with(first + "/").fill_null(value=False)
    several = pl.col("path").filter(unit).n_unique().over("m", "clause") > 1
    return before.filter(~((part | several) & unit & (pl.col("clause") < pl.col("here"))))


def _topics(at: pl.DataFrame, named: pl.DataFrame, mains: pl.DataFrame) -> pl.DataFrame:
    """Find what the paragraph was about up to the figure: the article's place if it was named, else the first place."""
    spoken = named.filter((pl.col("kind") != "at_large") & (pl.col("bracket") == 0))
    # "صوبے نے سیمنٹ دیا۔ … 54 کلومیٹر": who gives to the article's district is not what the next sentence is about
    spoken = spoken.join(mains.select("article_id", about="path"), on="article_id", how="left", maintain_order="left")
    giver = pl.col("agent") & pl.col("about").str.starts_with(pl.col("path") + "/")
    spoken = spoken.filter(~giver.fill_null(value=False))
    # a sentence that lists units is about none of them
    listed = pl.col("kind").is_in(["unit", "former"])
    listing = pl.col("path").filter(listed).n_unique().over(SENTENCE) > _FEW
    spoken = spoken.with_columns(listing=listing & listed)
    pairs = at.select("m", *PARAGRAPH, start="char_start", own_sent="sent").join(spoken, on=PARAGRAPH)
    pairs = pairs.filter(pl.col("char_end") <= pl.col("start")).join(
        mains.select("article_id", main_path="path"), on="article_id", how="left"
    )
    home = (pl.col("path") == pl.col("main_path")).fill_null(value=False)
    # the article's own place stays the topic where it is told only among others or as a parent
    return (
        pairs.filter(home | ~(pl.col("listing") | pl.col("aside")))
        .with_columns(home=home)
        .sort(["m", "home", "char_start"], descending=[False, True, False])
        .group_by("m", maintain_order=True)
        .first()
        .select("m", "place_id", "path", *EVIDENCE, place_source=pl.lit("paragraph"))
    )
