"""Lists of figures and places: shared out by بالترتیب, or each figure before its place."""

from __future__ import annotations

from typing import Final

import polars as pl

from warehouse.figures.places.candidates import PARAGRAPH
from warehouse.figures.places.gazetteer import Places

_CLAUSE: Final = [*PARAGRAPH, "sent", "clause"]
EVIDENCE: Final = ("surface", "p", "char_start", "char_end")


def shared_out(at: pl.DataFrame, tokens: pl.DataFrame, named: pl.DataFrame, places: Places) -> pl.DataFrame:
    """Share figures after بالترتیب ("respectively") out to the places before it, where there are as many."""
    word = tokens.filter(pl.col("norm").is_in(places.words["case"]["respectively"])).select(*_CLAUSE, word="t")
    figures = at.join(word, on=_CLAUSE).filter(pl.col("t_start") > pl.col("word"))
    figures = figures.sort("m").with_columns(nth=pl.int_range(pl.len()).over(_CLAUSE), of=pl.len().over(_CLAUSE))
    units = named.filter(pl.col("kind").is_in(["unit", "former"])).join(word, on=_CLAUSE)
    units = units.filter(pl.col("t_end") <= pl.col("word")).sort(*PARAGRAPH, "t_start")
    # the places of the list end where the word begins: count from there
    back = (pl.len() - pl.int_range(pl.len())).over(_CLAUSE)
    units = units.with_columns(back=back.cast(pl.Int64))
    figures = figures.with_columns(back=(pl.col("of") - pl.col("nth")).cast(pl.Int64))
    enough = units.group_by(_CLAUSE).agg(places=pl.len())
    return (
        figures.join(enough, on=_CLAUSE)
        .filter(pl.col("places") >= pl.col("of"), pl.col("of") > 1)
        .select("m", *_CLAUSE, "back")
        .join(units, on=[*_CLAUSE, "back"])
        .select("m", "place_id", "path", *EVIDENCE, place_source=pl.lit("clause"))
    )


def listed_behind(at: pl.DataFrame, tokens: pl.DataFrame, named: pl.DataFrame, places: Places) -> pl.DataFrame:
    """Give each figure of a list the place behind it: "158 مصنوعات صوبہ X سے اور 196 صوبہ Y سے".

    Such a list has a figure, then a place in every item from the first that names a place to the last.
    """
    parts = tokens.with_columns(
        item=pl.col("norm").is_in(places.words["case"]["parts"]).cum_sum().over(PARAGRAPH)
    ).select(*PARAGRAPH, "item", t_start="t")
    keys = [*PARAGRAPH, "t_start"]
    figures = at.join(parts, on=keys).filter(pl.col("bracket") == 0)
    units = named.filter(pl.col("kind").is_in(["unit", "former"]) & (pl.col("bracket") == 0)).join(parts, on=keys)
    item = [*_CLAUSE, "item"]
    first = units.sort(*keys).group_by(item, maintain_order=True).first()
    pairs = figures.group_by(item).agg(figure=pl.col("t_start").max(), m=pl.col("m").last())
    pairs = pairs.join(first, on=item, how="full", coalesce=True)
    pairs = pairs.with_columns(behind=(pl.col("figure") < pl.col("t_start")).fill_null(value=False))
    named_items = pl.col("t_start").is_not_null()
    # a place without a figure, or before it, makes another list of it
    whole = (pl.col("behind") | ~named_items).all().over(_CLAUSE) & (pl.col("behind").sum().over(_CLAUSE) > 1)
    return pairs.filter(whole & pl.col("behind")).select(
        "m", "place_id", "path", *EVIDENCE, place_source=pl.lit("clause")
    )
