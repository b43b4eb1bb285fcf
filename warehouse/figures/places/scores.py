"""How well a unit fits a name where it stands: unit word, date, home of the article, parent beside it, rank."""

from __future__ import annotations

from typing import Final

import polars as pl

from warehouse.figures.places.candidates import HIT_KEYS, PARAGRAPH

BESIDE: Final = 4
"""Tokens between a name and the parent written beside it ("ضلع X (Y)", "صوبہ Y کے ضلع X")."""

RANK: Final = {"province": 5.0, "district": 1.5, "commune": 0.0}
"""What a name without a unit word gains by the level it may mean."""

FLAGS: Final = (
    "own",
    "main",
    "any_own",
    "province_beside",
    "province_owns",
    "province_in_sentence",
    "district_beside",
    "district_owns",
    "district_in_sentence",
)


def scored(candidates: pl.DataFrame, anchors: dict[str, pl.DataFrame], genitive: list[str]) -> pl.DataFrame:
    """Score each candidate unit of each span.

    `anchors` is what the article surely names (`resolve.anchors`). Columns added: `FLAGS`, `district_weight`,
    `parent` (the unit's parent stands beside the name), `score` (points; a hit of a listed form alone is worth 6).
    """
    own = anchors["own"].select("article_id", "province", "main", own=pl.lit(value=True))
    any_own = anchors["own"].select("article_id", any_own=pl.lit(value=True)).unique()
    joined = (
        candidates.with_row_index("candidate")
        .join(own, on=["article_id", "province"], how="left", maintain_order="left")
        .join(any_own, on="article_id", how="left", maintain_order="left")
        .join(anchors["districts"], on=["article_id", "district"], how="left", maintain_order="left")
    )
    for level in ("province", "district"):
        near = beside(joined, anchors[f"{level}_spots"], level, genitive)
        joined = joined.join(near, on="candidate", how="left", maintain_order="left")
    total = [_spelling(), _unit_word(), _date(), _home(), _district(), _name(), _introduced()]
    return joined.with_columns(pl.col(FLAGS).fill_null(value=False)).with_columns(
        score=pl.sum_horizontal(total), parent=pl.any_horizontal("province_beside", "district_beside")
    )


def _spelling() -> pl.Expr:
    missing = pl.col("n") - pl.col("agree")
    by_way = pl.col("how").replace_strict({"listed": 6.0, "latin": 5.0, "sounds": 4.0}, return_dtype=pl.Float64)
    # a syllable spelled as live pages spell it outweighs one that only could be spelled so
    return (
        by_way
        - 1.5 * missing
        + 1.0 * pl.when(pl.col("how") == "sounds").then(pl.col("seen") - pl.col("n")).otherwise(0)
    )


def _unit_word() -> pl.Expr:
    # "باؤ تھانگ صوبے کا پہلا ضلع": a unit word that a genitive follows may begin another phrase
    against = pl.col("unit_before").is_not_null() | ~pl.col("genitive")
    return (
        pl.when(pl.col("unit_kind"))
        .then(4.0)
        .when(pl.col("unit_level"))
        .then(2.0)
        .when(pl.col("unit_seen") & against)
        .then(-4.0)
        .when(pl.col("unit_seen"))
        .then(-1.0)
        .otherwise(pl.col("level").replace_strict(RANK, default=0.0, return_dtype=pl.Float64))
    )


def _date() -> pl.Expr:
    old_unit = pl.when(pl.col("valid_to").is_not_null()).then(3.0).otherwise(-3.0)
    by_date = pl.when(pl.col("valid")).then(1.5).otherwise(-1.5)
    return pl.when(pl.col("former")).then(old_unit).otherwise(by_date)


def _home() -> pl.Expr:
    below = pl.col("level").is_in(["district", "commune"])
    near = (
        pl.when(pl.col("province_owns"))
        .then(7.0)
        .when(pl.col("province_beside"))
        .then(5.0)
        .when(pl.col("main"))
        .then(3.0)
        .when(pl.col("own"))
        .then(2.0)
        .when(pl.col("any_own"))
        .then(-2.0)
        .otherwise(0.0)
    )
    same_sentence = pl.when(pl.col("province_in_sentence")).then(0.75).otherwise(0.0)
    return pl.when(below).then(near + same_sentence).otherwise(0.0)


def _district() -> pl.Expr:
    known = 1.5 + 0.2 * pl.col("district_weight") + pl.col("district_in_sentence").cast(pl.Float64)
    near = pl.when(pl.col("district_beside")).then(4.0).otherwise(known.fill_null(0.0))
    return pl.when(pl.col("level") == "commune").then(near).otherwise(0.0)


def _name() -> pl.Expr:
    marked = pl.when(pl.col("marked")).then(1.5).otherwise(0.0)
    # "Điện Biên" alone is the province, not its district of that name ("صوبہ Điện Biên کے Điện Biên" is);
    # likewise a district's own township
    owned = pl.when(pl.col("level") == "district").then("province_owns").otherwise("district_owns")
    namesake = pl.col("namesake").fill_null(value=False) & ~pl.col("unit_kind") & ~owned
    return marked + pl.when(namesake).then(-7.0).otherwise(0.0)


def _introduced() -> pl.Expr:
    # what the article has told the parent of is meant again where a namesake fits as well
    return pl.when(pl.col("introduced")).then(3.0).otherwise(0.0)


def beside(joined: pl.DataFrame, spots: pl.DataFrame, level: str, genitive: list[str]) -> pl.DataFrame:
    """Tell of each `candidate` whether its province (or district) is named in its sentence, or right beside it.

    Columns: `candidate, <level>_beside, <level>_owns` (its genitive runs into the name), `<level>_in_sentence`.
    """
    about = ["a1", "a2", "b1", "b2", "unit_after", "unit_before", "unit_seen"]
    others = spots.select(*PARAGRAPH, "sent", level, "sure", other_start="t_start", other_end="t_end")
    pairs = (
        joined.filter(pl.col("level") != level)
        .select("candidate", *HIT_KEYS, "sent", level, *about)
        .join(others, on=[*PARAGRAPH, "sent", level])
    )
    opens = pl.when(pl.col("unit_after").is_not_null()).then("a2").otherwise("a1")
    # a comma between two names is a list, unless the first has its own unit word ("ضلع X، Y صوبہ")
    leads = (opens == "(") | (opens.is_in([",", "،"]) & pl.col("unit_seen"))
    after = leads & (pl.col("other_start") >= pl.col("t_end")) & (pl.col("other_start") < pl.col("t_end") + BESIDE)
    owned = pl.col("b1").is_in(genitive) | (pl.col("unit_before").is_not_null() & pl.col("b2").is_in(genitive))
    before = owned & (pl.col("other_end") <= pl.col("t_start")) & (pl.col("other_end") >= pl.col("t_start") - BESIDE)
    outside = (pl.col("other_end") <= pl.col("t_start")) | (pl.col("other_start") >= pl.col("t_end"))
    return (
        pairs.filter(outside)
        .group_by("candidate")
        .agg(
            (after | before).any().alias(f"{level}_beside"),
            before.any().alias(f"{level}_owns"),
            pl.col("sure").any().alias(f"{level}_in_sentence"),
        )
    )
