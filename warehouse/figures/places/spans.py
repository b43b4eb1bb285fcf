"""Every place a text names, resolved to a unit or left open."""

from __future__ import annotations

from typing import Final

import polars as pl

from warehouse.figures.places.articles import main_places
from warehouse.figures.places.asides import aside, with_topics
from warehouse.figures.places.candidates import PARAGRAPH, hits, name_tokens
from warehouse.figures.places.gazetteer import Places
from warehouse.figures.places.pronouns import for_country, pronouns, resolved
from warehouse.figures.places.resolve import resolve
from warehouse.figures.places.surroundings import ledes, marked_tokens, told_in_brackets, with_surroundings

SPANS: Final = [
    "article_id", "p", "sent", "clause", "t_start", "t_end", "char_start", "char_end", "surface",
    "place_id", "path", "level", "kind", "score", "candidates", "bracket", "aside", "bare", "whole", "genitive",
    "subject", "agent", "source",
]  # fmt: skip


def place_spans(tokens: pl.DataFrame, articles: pl.DataFrame, places: Places) -> pl.DataFrame:
    """Find every place named in headline and paragraphs.

    Returns one row a name or pronoun, and one of kind `article` for what each article is about as a whole:
    `article_id, p` (-1: headline), `sent, clause, t_start, t_end` (exclusive), `char_start, char_end` (code points),
    `surface`, `place_id, path` (null where it stays open), `level`, `kind` (unit, former, region, country, pronoun,
    at_large, article), `score`, `candidates` (ids that fit as well), `bracket` (number of the bracket it stands in, 0:
    none), `aside` (a delegate's home, the parent of a unit beside it, units taken together, a country that trades or
    ranks: no figure's place), `bare` (a pronoun that yields to a name before it), `whole, genitive, subject, agent` (of
    a pronoun), `source` (of an article row: lede, headline, default).
    """
    named = marked_tokens(name_tokens(tokens, places), places)
    first_paragraphs = ledes(tokens)
    found = with_surroundings(hits(named, places), named, places)
    units = told_in_brackets(resolve(found, articles, first_paragraphs, places), found, named)
    starts = named.select(*PARAGRAPH, "clause", "char_start", t_start="t")
    ends = named.select(*PARAGRAPH, "char_end", t_end=pl.col("t") + 1)
    units = units.join(starts, on=[*PARAGRAPH, "t_start"], how="left", maintain_order="left").join(
        ends, on=[*PARAGRAPH, "t_end"], how="left", maintain_order="left"
    )
    units = (
        with_topics(units, named, places)
        .with_columns(
            pl.when(pl.col("open")).then(None).otherwise(pl.col(name)).alias(name) for name in ("place_id", "path")
        )
        .with_columns(
            unit_kind="kind", kind=_kind(), aside=aside(places), bare=pl.lit(value=False), whole=pl.lit(value=False)
        )
    )
    anaphors = pronouns(named, units, places)
    country = for_country(anaphors.filter(word_level="country"), places).with_columns(kind=pl.lit("pronoun"))
    units = pl.concat([units, country], how="diagonal_relaxed").sort(*PARAGRAPH, "t_start")
    units = units.with_columns(span=pl.int_range(pl.len(), dtype=pl.Int64))
    mains = main_places(
        articles, tokens, units.filter((pl.col("kind") != "pronoun") | "whole"), first_paragraphs, places
    )
    anaphors = resolved(anaphors.filter(pl.col("word_level") != "country"), units, mains, places)
    whole = pl.concat([units, anaphors], how="diagonal_relaxed").sort(*PARAGRAPH, "t_start")
    whole = _surface(pl.concat([units, anaphors], how="diagonal_relaxed"), articles)
    return (
        pl.concat([whole, _of_articles(mains, whole)], how="diagonal_relaxed").sort(*PARAGRAPH, "t_start").select(SPANS)
    )


def _of_articles(mains: pl.DataFrame, spans: pl.DataFrame) -> pl.DataFrame:
    """Lay out the articles' own places as rows of kind `article`, each with the words it rests on."""
    words = spans.select("p", "char_start", "char_end", "surface", main_from="span").drop_nulls("main_from")
    named = {name: f"main_{name}" for name in ("path", "level", "source")}
    return mains.join(words, on="main_from", how="left", maintain_order="left").select(
        "article_id", "p", "char_start", "char_end", "surface", kind=pl.lit("article"), place_id="main_id", **named
    )


def _kind() -> pl.Expr:
    return (
        pl.when(pl.col("level").is_in(["country", "foreign"]))
        .then(pl.lit("country"))
        .when(pl.col("level") == "region")
        .then(pl.lit("region"))
        .when(pl.col("former"))
        .then(pl.lit("former"))
        .otherwise(pl.lit("unit"))
    )


def _surface(spans: pl.DataFrame, articles: pl.DataFrame) -> pl.DataFrame:
    """Add `surface`: the characters of the text as given."""
    paragraphs = articles.select("article_id", text="paragraphs").explode("text")
    paragraphs = paragraphs.with_columns(p=pl.int_range(pl.len(), dtype=pl.Int32).over("article_id"))
    titles = articles.select("article_id", text=pl.col("title"), p=pl.lit(-1, pl.Int32))
    texts = pl.concat([paragraphs, titles.select(paragraphs.columns)])
    length = pl.col("char_end") - pl.col("char_start")
    joined = spans.join(texts, on=PARAGRAPH, how="left", maintain_order="left")
    return joined.with_columns(surface=pl.col("text").str.slice(pl.col("char_start"), length)).drop("text")
