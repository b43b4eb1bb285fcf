"""What stands round a possible name: unit words, brackets, words that make it a person or a firm."""

from __future__ import annotations

import polars as pl

from warehouse.figures.places.candidates import HIT_KEYS, PARAGRAPH
from warehouse.figures.places.gazetteer import HYPHEN, Places

LEDE_WORDS = 10
"""A first paragraph of fewer Urdu words is furniture (site name, byline, player text), not the lede."""

_TO_BRACKET = 4
"""Tokens from the name of a route or port to the bracket that tells where it lies."""


def ledes(tokens: pl.DataFrame) -> pl.DataFrame:
    """Find each article's lede: its first paragraph of at least `LEDE_WORDS` Urdu words. Columns: `article_id, p`."""
    return (
        tokens.filter((pl.col("p") >= 0) & (pl.col("kind").cast(pl.String) == "word"))
        .group_by(PARAGRAPH)
        .len()
        .filter(pl.col("len") >= LEDE_WORDS)
        .group_by("article_id")
        .agg(pl.col("p").min())
    )


def with_surroundings(hits: pl.DataFrame, named: pl.DataFrame, places: Places) -> pl.DataFrame:
    """Add the neighbours of each hit.

    Columns added: `sent, b1, b2, a1, a2, a3` (tokens before and after), `unit_before, unit_after` (unit words),
    `genitive` (a genitive follows the unit word), `in_place` ("میں" follows), `former`, `bracket` (number), `credit`,
    `opens_item` (first in its clause, as its place or subject), `no_place`, `route`, `facility` (a bridge, port or park
    that bears the name).
    """
    words = places.words
    before = named.select(
        *PARAGRAPH,
        "sent",
        "credit",
        "bracket",
        t_start="t",
        **{f"b{i}": pl.col("norm").shift(i).over(PARAGRAPH) for i in (1, 2, 3)},
    )
    after = named.select(
        *PARAGRAPH,
        t_end=pl.col("t") + 1,
        **{f"a{i}": pl.col("norm").shift(-i).over(PARAGRAPH) for i in (1, 2, 3, 4)},
    )
    spans = hits.select(*HIT_KEYS, "numbered").unique(HIT_KEYS, maintain_order=True)
    spans = spans.join(before, on=[*PARAGRAPH, "t_start"], how="left", maintain_order="left").join(
        after, on=[*PARAGRAPH, "t_end"], how="left", maintain_order="left"
    )
    unit, between, case = list(words["unit_words"]), words["between"]["words"], words["case"]
    skips = pl.col("a1").is_in(between) & pl.col("a2").is_in(unit)
    former, no = words["former"]["words"], words["not_places"]
    # "لینگ سون سرحدی کمیونز": many units of the place, unless it ends a list of them ("X اور Y کمیونز")
    many = pl.when(skips).then(pl.col("a2")).otherwise(pl.col("a1")).is_in(words["numbered"]["plural"])
    of_many = many & ~pl.col("b1").is_in(case["lists"]).fill_null(value=False)
    spans = spans.with_columns(
        unit_before=pl.when(pl.col("b1").is_in(unit)).then("b1"),
        unit_after=pl.when(of_many).then(None).when(pl.col("a1").is_in(unit)).then("a1").when(skips).then("a2"),
        genitive=pl.when(skips).then(pl.col("a3")).otherwise(pl.col("a2")).is_in(case["genitive"]),
        former=pl.any_horizontal(pl.col("b1", "b2").is_in(former))
        | ((pl.col("a1") == "(") & pl.col("a2").is_in(former) & (pl.col("a3") == ")")),
        opens_item=(pl.col("b1").is_null() | pl.col("b1").is_in(case["opens"]))
        & pl.col("a1").is_in([*case["locative"], *case["subject"]]),
        in_place=pl.col("a1").is_in(case["locative"]),
    ).with_columns(
        no_place=(pl.col("b1").is_in(no["person_before"]) & pl.col("unit_after").is_null())
        | (pl.col("a1").is_in(no["organisation_after"]) & pl.col("unit_before").is_null())
        | ((pl.col("a1") == ".") & pl.col("a2").is_in(no["domain_after"]))
        | (pl.col("numbered") & ~_numbered_name(places))
        | pl.col("credit"),
        facility=_facility(places),
    )
    spans = _route(spans.drop("numbered"), named)
    return hits.join(spans, on=HIT_KEYS, how="left", maintain_order="left").with_columns(
        pl.col("former", "route", "no_place", "genitive", "in_place", "opens_item", "facility").fill_null(value=False)
    )


def _numbered_name(places: Places) -> pl.Expr:
    """Tell "ڈیم رونگ 2 کمیون", "ڈیم رونگ 2 کی" from "ڈیم رونگ 2 گھر": the number ends the name, and counts nothing."""
    words = places.words["numbered"]
    ends = pl.col("a1").is_null() | pl.col("a1").is_in(words["after"])
    # "سون کم 1 اور سون کم 2 کمیونوں": the list names them, the plural counts none
    listed = pl.col("b1").is_in(places.words["case"]["lists"]) & pl.col("b2").str.contains(r"^\d+$")
    singular = pl.col("unit_after").is_not_null() & (~pl.col("unit_after").is_in(words["plural"]) | listed)
    return (pl.col("unit_before").is_not_null() | singular | ends).fill_null(value=False)


def _facility(places: Places) -> pl.Expr:
    """Mark names of what is no unit: "لاؤ باؤ بین الاقوامی سرحدی دروازہ", adjectives between or not."""
    words = places.words["facility"]
    found, between = pl.lit(value=False), pl.lit(value=True)
    for step in ("a1", "a2", "a3", "a4"):
        found |= between & pl.col(step).is_in(words["words"]).fill_null(value=False)
        between &= pl.col(step).is_in(words["between"]).fill_null(value=False)
    return found & pl.col("unit_before").is_null()


def _route(spans: pl.DataFrame, named: pl.DataFrame) -> pl.DataFrame:
    """Mark both ends of a route or a pair: a hyphen between two names ("کین تھو - Ca Mau راستہ"), brackets or not."""
    brackets = named.filter(pl.col("bracket") > 0).group_by(*PARAGRAPH, "sent", "bracket")
    told = brackets.agg(t_end=pl.col("t").min(), told_to=pl.col("t").max()).drop("sent", "bracket")
    joined = spans.join(told, on=[*PARAGRAPH, "t_end"], how="left", maintain_order="left")
    # "ڈونگ ڈانگ (لینگ سون) - ترا لن": the name reaches to the end of its bracket
    joined = joined.with_columns(reach=pl.coalesce(pl.col("told_to") + 1, "t_end"))
    hyphens = named.filter(pl.col("norm") == HYPHEN).select(*PARAGRAPH, hyphen="t")
    pairs = (
        joined.select(*HIT_KEYS, "reach", "told_to")
        .join(hyphens, left_on=[*PARAGRAPH, "reach"], right_on=[*PARAGRAPH, "hyphen"])
        .with_columns(far_start=pl.col("reach") + 1)
        .join(
            joined.select(*PARAGRAPH, far_start="t_start", far_end="t_end", far_told="told_to"),
            on=[*PARAGRAPH, "far_start"],
        )
    )
    ends = pl.concat(
        [
            pairs.select(*HIT_KEYS),
            pairs.select(*PARAGRAPH, t_start="far_start", t_end="far_end"),
            # the brackets of two ends name two provinces on the way
            *[
                pairs.filter(pl.col("told_to").is_not_null(), pl.col("far_told").is_not_null())
                .select(*PARAGRAPH, begin=begin, until=until)
                .join(joined.select(*HIT_KEYS), on=PARAGRAPH)
                .filter(pl.col("t_start") > pl.col("begin"), pl.col("t_end") <= pl.col("until"))
                .select(*HIT_KEYS)
                for begin, until in (("t_end", "told_to"), ("far_end", "far_told"))
            ],
        ]
    ).unique()
    marked = joined.join(ends.with_columns(route=pl.lit(value=True)), on=HIT_KEYS, how="left", maintain_order="left")
    return marked.drop("told_to", "reach")


def told_in_brackets(units: pl.DataFrame, hits: pl.DataFrame, named: pl.DataFrame) -> pl.DataFrame:
    """Free the place in the bracket behind a route, a port, a park ("A - B ایکسپریس وے (صوبہ X)"): it tells where.

    Such a place gets `bracket` 0, as if it stood outside.
    """
    unplaced = hits.filter(pl.col("route") | pl.col("facility")).join(units, on=HIT_KEYS, how="anti")
    unplaced = unplaced.select(*PARAGRAPH, "sent", "t_end").unique()
    brackets = named.filter(pl.col("bracket") > 0).group_by(*PARAGRAPH, "sent", "bracket")
    behind = brackets.agg(opens=pl.col("t").min()).join(unplaced, on=[*PARAGRAPH, "sent"])
    behind = behind.filter((pl.col("opens") - pl.col("t_end")).is_between(1, _TO_BRACKET))
    behind = behind.select(*PARAGRAPH, "sent", "bracket", free=pl.lit(value=True)).unique()
    joined = units.join(behind, on=[*PARAGRAPH, "sent", "bracket"], how="left", maintain_order="left")
    return joined.with_columns(bracket=pl.when("free").then(0).otherwise("bracket")).drop("free")


def marked_tokens(named: pl.DataFrame, places: Places) -> pl.DataFrame:
    """Add `credit` (after "تصویر:" to the end of the sentence) and `bracket` (number of the open bracket, else 0)."""
    sentence = [*PARAGRAPH, "sent"]
    credit = pl.col("norm").is_in(places.words["not_places"]["credit"]) & (pl.col("norm").shift(-1) == ":")
    opens, closes = (pl.col("norm") == "(").cast(pl.Int32), (pl.col("norm") == ")").cast(pl.Int32)
    depth = opens.cum_sum().over(sentence) - closes.shift(1, fill_value=0).over(sentence).cum_sum().over(sentence)
    return named.with_columns(
        credit=credit.fill_null(value=False).cum_max().over(sentence),
        bracket=pl.when(depth > 0).then(opens.cum_sum().over(sentence)).otherwise(0),
    )
