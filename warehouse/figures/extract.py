"""From articles to figures: the steps of design section 4, in order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import polars as pl

from warehouse.figures.basis import with_basis
from warehouse.figures.comments import with_comments
from warehouse.figures.confidence import confidence, evidence
from warehouse.figures.due import with_due
from warehouse.figures.indicators import with_indicator
from warehouse.figures.institutions import subjectless
from warehouse.figures.items import with_item
from warehouse.figures.measures import impossible_rate, indicator_by_role, per_by_indicator, rate_of_amount
from warehouse.figures.mentions import read_mentions
from warehouse.figures.milestones import milestone_spans
from warehouse.figures.near import counted
from warehouse.figures.notfigures import not_figures
from warehouse.figures.periods import governors, with_period
from warehouse.figures.places import place_spans, places_of, with_place
from warehouse.figures.programmes import with_programme
from warehouse.figures.roles import with_context, with_cues, with_role
from warehouse.figures.schemas import ARTICLES, FIGURES, MILESTONES, QUARANTINE, REJECTED
from warehouse.figures.signs import with_signs
from warehouse.figures.wording import with_words
from warehouse.lexicon import Lexicon, load_lexicon
from warehouse.text.times import time_spans
from warehouse.text.tokens import texts, tokens

PARAGRAPH: Final = ["article_id", "p"]

NONE: Final = "none"
OTHER: Final = "other"
"""Codes of wordings that belong to no indicator: shares and sizes (none), and things done all the same (other)."""


@dataclass(frozen=True)
class Extraction:
    """Hold what was read: `figures`, `quarantine`, `milestones`, `rejected` (schemas of `figures.schemas`)."""

    figures: pl.DataFrame
    quarantine: pl.DataFrame
    milestones: pl.DataFrame
    rejected: pl.DataFrame


def extract(articles: pl.DataFrame, lexicon: Lexicon | None = None) -> Extraction:
    """Read every figure of a batch of articles (`ARTICLES`; `article_id` unique).

    >>> import datetime as dt
    >>> row = {"article_id": "a", "url": "https://x.vn/ur/a", "title": "ہا گیانگ", "source": None,
    ...        "published": dt.date(2024, 5, 2),
    ...        "paragraphs": ["اب تک صوبے کے 45 کمیون نئے دیہی معیارات پر پورا اترتے ہیں۔"]}
    >>> figures = extract(pl.DataFrame([row], schema=ARTICLES)).figures
    >>> figures.select("mention", "value", "role", "basis", "indicator", "place").row(0)
    ('45', 45.0, 'achievement', 'stock', 'nrd.communes_standard', 'Hà Giang')
    """
    words = lexicon or load_lexicon()
    articles = articles.match_to_schema(ARTICLES, extra_columns="ignore")
    laid_out = texts(articles)
    found = tokens(laid_out, words)
    if found.is_empty():
        return Extraction(FIGURES.to_frame(), QUARANTINE.to_frame(), MILESTONES.to_frame(), REJECTED.to_frame())
    times = time_spans(found, articles, words)
    named_places = place_spans(found, articles, places_of(words))
    others = pl.concat(
        [
            not_figures(found, words).with_columns(pl.col("t").cast(pl.Int32)),
            _time_tokens(times),
            # "ڈیم رونگ 2 کمیون": the number is part of the commune's name
            _place_tokens(named_places).with_columns(kind=pl.lit("name")),
        ]
    )
    read = read_mentions(found, others.select(*PARAGRAPH, "t").unique(), words)
    meant = _meaning(read.mentions, found, times, named_places, articles, words)
    impossible = meant.filter(impossible_rate()).with_columns(reason=pl.lit("rate above 100"))
    spans = [*PARAGRAPH, "t_start", "char_start", "char_end"]
    doubtful = pl.concat([read.quarantine.select(*spans, "reason"), impossible.select(*spans, "reason")])
    figures = meant.join(impossible, on="m", how="anti", maintain_order="left")
    return Extraction(
        figures=with_words(figures, found, laid_out).match_to_schema(FIGURES, extra_columns="ignore"),
        quarantine=with_words(doubtful, found, laid_out).match_to_schema(QUARANTINE, extra_columns="ignore"),
        milestones=_milestones(found, read.mentions, times, named_places, articles, words),
        rejected=_rejected(others, read.rejected, found, laid_out),
    )


def _time_tokens(times: pl.DataFrame) -> pl.DataFrame:
    inside = times.with_columns(t=pl.int_ranges("t_start", "t_end", dtype=pl.Int32)).explode("t")
    return inside.select(*PARAGRAPH, "t", kind=pl.concat_str(pl.lit("time:"), "kind"))


def _place_tokens(named_places: pl.DataFrame) -> pl.DataFrame:
    named = named_places.filter(pl.col("kind").is_in(["unit", "former", "region", "country"]))
    return named.select(*PARAGRAPH, t=pl.int_ranges("t_start", "t_end", dtype=pl.Int32)).explode("t")


def _unit_words(named_places: pl.DataFrame, found: pl.DataFrame, words: Lexicon) -> pl.DataFrame:
    """Find the unit word right behind or before each name ("Kbang کمیون", "سابق صوبہ ہوا بن")."""
    unit_words = list(words.table("places/unit_words.toml")["unit_words"])
    beside = found.filter(pl.col("norm").is_in(unit_words)).select(*PARAGRAPH, "t")
    named = named_places.filter(pl.col("kind").is_in(["unit", "former"]))
    ends = named.select(*PARAGRAPH, t=pl.col("t_end").cast(pl.Int32))
    starts = named.select(*PARAGRAPH, t=(pl.col("t_start") - 1).cast(pl.Int32))
    return beside.join(pl.concat([ends, starts]).unique(), on=[*PARAGRAPH, "t"], how="semi")


def _meaning(
    mentions: pl.DataFrame,
    found: pl.DataFrame,
    times: pl.DataFrame,
    named_places: pl.DataFrame,
    articles: pl.DataFrame,
    words: Lexicon,
) -> pl.DataFrame:
    """Give each mention indicator, role, basis, period, place, programme, item, confidence and evidence."""
    body = found.filter(pl.col("p") >= 0)
    counts = counted(body, mentions, words)
    placed = mentions.join(_behind_places(mentions, named_places), on="m", how="left", maintain_order="left")
    commented = with_comments(placed.with_columns(pl.col("after_place").fill_null(False)), body, counts, words)
    # a unit word that belongs to a name counts nothing: "Kbang کمیون 99,4%"
    names = _place_tokens(named_places)
    named = pl.concat([names, _unit_words(named_places, found, words), subjectless(found, words)])
    unnamed = found.join(named, on=[*PARAGRAPH, "t"], how="anti", maintain_order="left")
    # a percentage in brackets behind a figure does not part the figure from its words
    counts = counted(body, commented.filter(~pl.col("aside")), words)
    about = with_indicator(commented, unnamed, counts, words)
    about = about.with_columns(
        done=(pl.col("indicator") == OTHER).fill_null(False),
        indicator=pl.when(~pl.col("indicator").is_in([OTHER, NONE])).then(rate_of_amount()),
    )
    governing = governors(times, found, articles, words)
    due = with_due(about, governing, found, articles, words)
    # "ہو چی منہ" is a place, not the verb "ہو"
    plain = body.join(names, on=[*PARAGRAPH, "t"], how="anti", maintain_order="left")
    roles = with_context(with_role(with_cues(due, plain, counts, words), words))
    told = with_signs(roles.with_columns(indicator=indicator_by_role(), per=per_by_indicator()))
    programmed = with_programme(told, found, counts, words)
    based = with_basis(programmed, body, counts, words)
    dated = with_period(based.drop("period_source", strict=False), governing, found, articles, words)
    whole = with_place(dated.rename({"m": "mention_row"}), found, named_places, places_of(words)).rename(
        {"mention_row": "m"}
    )
    worded = with_item(whole, body, words)
    return worded.join(evidence(worded, found), on="m", how="left", maintain_order="left").with_columns(
        confidence(), part=pl.lit(None, pl.String)
    )


def _behind_places(mentions: pl.DataFrame, named_places: pl.DataFrame) -> pl.DataFrame:
    """Flag figures that only a place introduces: "کوانگ نین (11.67%)", "جیا لائی 7.31%"."""
    named = named_places.filter(pl.col("kind").is_in(["unit", "former", "region", "country"]) & (pl.col("p") >= 0))
    ends = named.select(*PARAGRAPH, t_end=pl.col("t_end").cast(pl.Int32)).unique()
    before = mentions.select("m", *PARAGRAPH, t_end=pl.concat_list([pl.col("t_start") - step for step in (0, 1, 2)]))
    return (
        before.explode("t_end")
        .with_columns(pl.col("t_end").cast(pl.Int32))
        .join(ends, on=[*PARAGRAPH, "t_end"], how="semi")
        .select("m", after_place=pl.lit(True))
        .unique()
    )


def _milestones(
    found: pl.DataFrame,
    mentions: pl.DataFrame,
    times: pl.DataFrame,
    named_places: pl.DataFrame,
    articles: pl.DataFrame,
    words: Lexicon,
) -> pl.DataFrame:
    goals = milestone_spans(found, mentions, times, articles, words)
    placed = with_place(goals.rename({"m": "mention_row"}), found, named_places, places_of(words))
    return placed.match_to_schema(MILESTONES, extra_columns="ignore").sort("article_id", "p", "char_start")


def _rejected(others: pl.DataFrame, doubted: pl.DataFrame, found: pl.DataFrame, laid_out: pl.DataFrame) -> pl.DataFrame:
    """List the numbers that are something else, with their class."""
    classed = others.unique([*PARAGRAPH, "t"], keep="first", maintain_order=True).join(
        found.filter((pl.col("kind") == "digit") & (pl.col("p") >= 0)).select(
            *PARAGRAPH, "t", "char_start", "char_end"
        ),
        on=[*PARAGRAPH, "t"],
    )
    spans = [*PARAGRAPH, "t_start", "char_start", "char_end", "kind"]
    listed = pl.concat([classed.rename({"t": "t_start"}).select(*spans), doubted.select(*spans)])
    return with_words(listed, found, laid_out).match_to_schema(REJECTED, extra_columns="ignore")
