"""Units that an article introduces with their parent: their bare names mean them from headline to end."""

from __future__ import annotations

import polars as pl

from warehouse.figures.places.gazetteer import Places
from warehouse.figures.places.scores import beside

_FORM = ["article_id", "form"]


def introduced(candidates: pl.DataFrame, anchors: dict[str, pl.DataFrame], genitive: list[str]) -> pl.DataFrame:
    """Find units named with their parent beside them ("نام ڈین (نگھے این)", "صوبہ Y کے ضلع X").

    Columns: `article_id, form, place_id, told_path, told_level`.
    """
    # a district's own township bears its name: told with its parent, the bare name still means the district
    fits = (pl.col("agree") == pl.col("n")) & ~pl.col("namesake").fill_null(value=False)
    fits &= (pl.col("unit_kind") | ~pl.col("unit_seen")) & (pl.col("valid") | pl.col("former"))
    below = pl.col("level").is_in(["district", "commune"])
    # a parent stands beside the name behind a bracket or comma, or before a genitive
    behind = pl.any_horizontal(pl.col("a1", "a2").is_in(["(", ",", "،"]))
    before = pl.any_horizontal(pl.col("b1", "b2").is_in(genitive))
    rows = candidates.filter(fits & below & (behind | before).fill_null(value=False)).with_row_index("candidate")
    told = [
        beside(rows, anchors[f"{level}_spots"], level, genitive).filter(f"{level}_beside").select("candidate")
        for level in ("province", "district")
    ]
    found = rows.join(pl.concat(told).unique(), on="candidate", how="semi")
    return found.select(*_FORM, "place_id", told_path="path", told_level="level").unique(maintain_order=True)


def without_rivals(candidates: pl.DataFrame, told: pl.DataFrame, places: Places) -> pl.DataFrame:
    """Drop other readings of a form that the article has introduced as one unit; a unit word may still mean another.

    Column added: `introduced` (this unit, under whatever spelling).
    """
    one = told.group_by(_FORM, maintain_order=True).agg(
        paths=pl.col("told_path").n_unique(), told_path=pl.col("told_path").first(), told_levels="told_level"
    )
    one = one.filter(paths=1).drop("paths")
    units = told.select("article_id", "place_id", introduced=pl.lit(value=True)).unique(maintain_order=True)
    joined = candidates.join(one, on=_FORM, how="left", maintain_order="left").join(
        units, on=["article_id", "place_id"], how="left", maintain_order="left"
    )
    words, locative = places.words["yardstick"], places.words["case"]["locative"]
    other_unit = pl.col("unit_kind") & ~pl.col("told_levels").list.contains(pl.col("level"))
    # "نام ڈین صوبے میں سب سے آگے ہے": the unit word begins the next phrase
    ranked = pl.col("a2").is_in(locative) & pl.col("a3").is_in([*words["first"], words["most"][0]])
    other_unit &= pl.col("unit_before").is_not_null() | ~ranked.fill_null(value=False)
    rival = (pl.col("path") != pl.col("told_path")) & ~other_unit
    return (
        joined.filter(~rival.fill_null(value=False))
        .with_columns(pl.col("introduced").fill_null(value=False))
        .drop("told_path", "told_levels")
    )
