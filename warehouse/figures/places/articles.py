"""What each article is about as a whole: the place its lede or headline names."""

from __future__ import annotations

import polars as pl

from warehouse.figures.places.asides import national_words
from warehouse.figures.places.candidates import PARAGRAPH
from warehouse.figures.places.gazetteer import Places

HEADLINE = -1
SYSTEM = 4
"""Leading characters of an id that tell old (VN63) from new (VN34) units."""


def main_places(
    articles: pl.DataFrame, tokens: pl.DataFrame, spans: pl.DataFrame, ledes: pl.DataFrame, places: Places
) -> pl.DataFrame:
    """Find the place each article is about.

    The headline's place where the lede names it too, else the first place of the lede, else the headline's; the country
    where only national institutions are named. Columns: `article_id, main_id, main_path, main_level, main_kind,
    main_province, main_district, main_source` (lede, headline, default), `main_from` (row of the span), `nowhere`
    (the article is about a unit no gazetteer has).
    """
    about = pl.col("place_id").is_not_null() & ~pl.col("aside") & (pl.col("level") != "foreign")
    spans = spans.filter(about).sort("article_id", "p", "t_start")
    head = spans.filter(pl.col("p") == HEADLINE).group_by("article_id", maintain_order=True).first()
    in_lede = spans.join(ledes, on=PARAGRAPH, how="semi")
    open_lede = _first_of_lede(in_lede.filter(pl.col("bracket") == 0), places)
    both = head.join(in_lede.select("article_id", "path").unique(), on=["article_id", "path"], how="semi")
    ranked = pl.concat(
        [
            both.with_columns(main_source=pl.lit("lede"), rank=0),
            open_lede.with_columns(main_source=pl.lit("lede"), rank=1),
            head.with_columns(main_source=pl.lit("headline"), rank=2),
            _national(tokens, places).with_columns(main_source=pl.lit("default"), rank=3),
        ],
        how="diagonal_relaxed",
    )
    best = ranked.sort("article_id", "rank").group_by("article_id", maintain_order=True).first()
    named = {f"main_{name}": name for name in ("path", "level", "kind", "province", "district")}
    best = best.select("article_id", "main_source", main_id="place_id", main_from="span", **named)
    unlisted = places.words["no_gazetteer"]["words"]
    nowhere = tokens.filter((pl.col("p") == HEADLINE) & pl.col("norm").is_in(unlisted))
    nowhere = nowhere.select("article_id", nowhere=pl.lit(value=True)).unique()
    whole = articles.select("article_id").join(best, on="article_id", how="left", maintain_order="left")
    whole = whole.join(nowhere, on="article_id", how="left", maintain_order="left")
    whole = whole.with_columns(pl.col("nowhere").fill_null(value=False))
    gone = [pl.when(~pl.col("nowhere")).then(pl.col(name)).alias(name) for name in best.columns if name != "article_id"]
    return whole.with_columns(gone)


def by_path(places: Places) -> pl.DataFrame:
    """Pair each path with its id in the old and the new system. Columns: `system, path, place_id`."""
    order = pl.col("level").replace_strict({"province": 0, "district": 1}, default=2, return_dtype=pl.Int32)
    return (
        places.units.sort(order)
        .select(system=pl.col("place_id").str.head(SYSTEM), path="path", place_id="place_id")
        .unique(["system", "path"], keep="first", maintain_order=True)
    )


def _first_of_lede(named: pl.DataFrame, places: Places) -> pl.DataFrame:
    """Take the first place of the lede, but the institution's unit where a party met in one of its towns."""
    institution = pl.col("a1").is_in(places.words["institution"]["words"]).fill_null(value=False)
    first_path = pl.col("path").first().over("article_id")
    host = institution & first_path.str.starts_with(pl.col("path") + "/")
    ranked = named.sort(["article_id", host, "t_start"], descending=[False, True, False])
    return ranked.group_by("article_id", maintain_order=True).first()


def _national(tokens: pl.DataFrame, places: Places) -> pl.DataFrame:
    country = places.units.filter(level="country").select("place_id", "path", "level", "kind", "province", "district")
    return national_words(tokens, places).select("article_id").unique().join(country, how="cross")
