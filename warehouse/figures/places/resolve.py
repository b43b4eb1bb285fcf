"""Decide which unit a name means, or leave it open."""

from __future__ import annotations

from typing import Final

import polars as pl

from warehouse.figures.places.candidates import HIT_KEYS, PARAGRAPH
from warehouse.figures.places.gazetteer import Places, name_key
from warehouse.figures.places.introduced import introduced, without_rivals
from warehouse.figures.places.scores import scored

HEADLINE: Final = -1
LEDE_WEIGHT: Final = 5
MARGIN: Final = 1.0
"""A name stays open while another unit scores within this of the best."""


def resolve(hits: pl.DataFrame, articles: pl.DataFrame, ledes: pl.DataFrame, places: Places) -> pl.DataFrame:
    """Choose one unit a span, or leave it open.

    Takes `hits` with their surroundings. Columns: the span's, `place_id, path, level, kind, province, district` of the
    best unit, `score`, `certain` (stands by itself), `open`, `candidates` (ids that score as well), the neighbours.
    """
    units = places.units.drop("name")
    candidates = hits.join(units, on="place_id", how="left", maintain_order="left").join(
        articles.select("article_id", "published"), on="article_id", how="left", maintain_order="left"
    )
    # both ends of a route are towns on the way, not what the figure is about
    named_units = pl.col("level").is_in(["province", "district", "commune"])
    # a bridge, a port, a park is no commune; a town's or a province's port lies in it
    facility = pl.col("facility") & (pl.col("level") == "commune")
    candidates = candidates.filter(~(pl.col("no_place") | (pl.col("route") & named_units) | facility))
    candidates = _with_unit_words(candidates, places).with_columns(valid=_valid())
    # "ڈیم رونگ 2 کمیون" counts two communes of the district while no commune has that name
    candidates = candidates.filter(~pl.col("numbered") | pl.col("valid") | pl.col("former"))
    genitive = places.words["case"]["genitive"]
    units_told = introduced(candidates, anchors(candidates, articles, ledes, places), genitive)
    candidates = without_rivals(candidates, units_told, places)
    return _chosen(scored(candidates, anchors(candidates, articles, ledes, places), genitive))


def anchors(
    candidates: pl.DataFrame, articles: pl.DataFrame, ledes: pl.DataFrame, places: Places
) -> dict[str, pl.DataFrame]:
    """Collect what the article surely names.

    Frames: `own` (`article_id, province, weight, main`), `districts` (`article_id, district, district_weight`),
    `province_spots` and `district_spots` (where they stand; `sure`: proved without its unit beside it). The headline
    weighs most, then the lede.
    """
    sure = candidates.filter(_stands_alone() | (pl.col("unit_kind") & (pl.col("agree") == pl.col("n"))))
    sure = sure.join(ledes.with_columns(lede=pl.lit(value=True)), on=PARAGRAPH, how="left", maintain_order="left")
    in_lede = pl.col("lede").is_not_null()
    weight = pl.when(pl.col("p") == HEADLINE).then(LEDE_WEIGHT + 1).when(in_lede).then(LEDE_WEIGHT).otherwise(1)
    spots = sure.filter(pl.col("level").is_in(["province", "district"])).select(
        *HIT_KEYS, "sent", "level", "province", "district", "former", weight=weight
    )
    provinces = spots.filter(level="province").unique([*HIT_KEYS, "province"], maintain_order=True)
    own = (
        pl.concat([provinces.select("article_id", "province", "weight"), _provinces_of_sources(articles, places)])
        .group_by("article_id", "province")
        .agg(weight=pl.col("weight").max() + 0.25 * pl.len().clip(0, 4))
        .with_columns(main=pl.col("weight") == pl.col("weight").max().over("article_id"))
    )
    districts = spots.filter(level="district").unique([*HIT_KEYS, "district"], maintain_order=True)
    at_home = districts.join(own, on=["article_id", "province"], how="semi")
    by_district = at_home.group_by("article_id", "district").agg(district_weight=pl.col("weight").max())
    return {
        "own": own,
        "districts": by_district,
        "province_spots": _with_successors(provinces, places),
        "district_spots": _with_likely(districts, candidates),
    }


def _with_successors(spots: pl.DataFrame, places: Places) -> pl.DataFrame:
    """Let a former province speak for the one it went into: "کمیون X (سابق صوبہ Y)" is a commune of today."""
    successors = spots.filter("former").join(places.merged, on="province")
    later = successors.with_columns(province="successor").select(spots.columns)
    return (
        pl.concat([spots, later]).unique([*HIT_KEYS, "province"], maintain_order=True).with_columns(sure=pl.lit(True))
    )


def _with_likely(spots: pl.DataFrame, candidates: pl.DataFrame) -> pl.DataFrame:
    """Add districts that only their commune beside them proves ("ٹین تھانہ کمیون (وان لانگ)")."""
    full = (pl.col("agree") == pl.col("n")) & (pl.col("n") > 1) & (pl.col("everyday") < pl.col("n"))
    likely = candidates.filter((pl.col("level") == "district") & full).with_columns(weight=pl.lit(1, pl.Int32))
    spots = spots.with_columns(sure=pl.lit(True))
    more = likely.with_columns(sure=pl.lit(False)).select(spots.columns)
    return pl.concat([spots, more]).unique([*HIT_KEYS, "district"], keep="first", maintain_order=True)


def without_overlaps(spans: pl.DataFrame) -> pl.DataFrame:
    """Keep the longest of overlapping spans, the better one of equals."""
    length = pl.col("t_end") - pl.col("t_start")
    ranked = spans.sort(length, pl.col("score"), descending=[True, True], maintain_order=True).with_row_index("rank")
    pairs = ranked.select("rank", *HIT_KEYS).join(
        ranked.select(*PARAGRAPH, winner="rank", start="t_start", end="t_end"), on=PARAGRAPH
    )
    beaten = pairs.filter(
        (pl.col("winner") < pl.col("rank")) & (pl.col("start") < pl.col("t_end")) & (pl.col("end") > pl.col("t_start"))
    )
    return ranked.join(beaten.select("rank").unique(), on="rank", how="anti").drop("rank").sort(HIT_KEYS)


def _valid() -> pl.Expr:
    day = pl.col("published")
    begun = pl.col("valid_from").is_null() | (pl.col("valid_from") <= day)
    goes_on = pl.col("valid_to").is_null() | (pl.col("valid_to") >= day)
    return day.is_null() | (begun & goes_on)


def _with_unit_words(candidates: pl.DataFrame, places: Places) -> pl.DataFrame:
    """Add `unit_kind` and `unit_level`: a unit word beside the name fits this unit's kind, or only its level."""
    levels = places.units.select("kind", "level").unique()
    words = places.unit_kinds.join(levels, on="kind").with_columns(fits=pl.lit(value=True))
    fits = []
    for side in ("unit_before", "unit_after"):
        for what in ("kind", "level"):
            known = words.select(pl.col("word").alias(side), what, pl.col("fits").alias(f"{side}_{what}")).unique()
            candidates = candidates.join(known, on=[side, what], how="left", maintain_order="left")
            fits.append(f"{side}_{what}")
    return candidates.with_columns(
        unit_kind=pl.any_horizontal(pl.col(fits[0], fits[2]).fill_null(value=False)),
        unit_level=pl.any_horizontal(pl.col(fits[1], fits[3]).fill_null(value=False)),
        unit_seen=pl.any_horizontal(pl.col("unit_before", "unit_after").is_not_null()),
    ).drop(fits)


def _plain(*, homographs: bool = False) -> pl.Expr:
    """Mark Urdu spellings of two syllables or more whose vowels fit and that are not words of every day."""
    fits = (pl.col("n") > 1) & (pl.col("agree") == pl.col("n"))
    grammar = pl.col("grammar") - pl.col("homographs") if homographs else pl.col("grammar")
    return fits & (grammar == 0) & (pl.col("everyday") < pl.col("n"))


def _in_list_of_districts() -> pl.Expr:
    """Mark districts of the article's province before a number in brackets, in a sentence that so lists a plain one."""
    counted = (pl.col("a1") == "(") & pl.col("a2").str.contains("^[0-9]")
    listed = counted & pl.col("own") & (pl.col("level") == "district") & (pl.col("n") > 1)
    plain = listed & (pl.col("agree") == pl.col("n")) & (pl.col("everyday") < pl.col("n"))
    return (listed & plain.any().over([*PARAGRAPH, "sent"])).fill_null(value=False)


def _homograph() -> pl.Expr:
    """Mark names of two syllables or more whose grammar words are all everyday syllables of Vietnamese too."""
    return (pl.col("n") > 1) & (pl.col("grammar") > 0) & (pl.col("grammar") == pl.col("homographs"))


def _homographs() -> pl.Expr:
    """Mark spellings of two syllables or more, all of them everyday syllables of Vietnamese ("ہوا این")."""
    return (pl.col("n") > 1) & (pl.col("agree") == pl.col("n")) & (pl.col("homographs") == pl.col("n"))


def _stands_alone() -> pl.Expr:
    """Mark names that need no help: listed forms, and provinces in Latin or in a plain Urdu spelling."""
    latin = (pl.col("how") == "latin") & (pl.col("n") > 1)
    spelled = latin | ((pl.col("how") == "sounds") & _plain())
    return ((pl.col("how") == "listed") & ~pl.col("needs")) | (spelled & (pl.col("level") == "province"))


def _certain() -> pl.Expr:
    """Mark candidates that the text around them proves."""
    full = pl.col("agree") == pl.col("n")
    nearly = (pl.col("n") - pl.col("agree") == 1) & (pl.col("n") > 1)
    everyday = pl.col("everyday") == pl.col("n")
    upper = pl.col("level").is_in(["country", "region", "foreign"])
    beside = pl.col("unit_kind") | pl.col("parent")
    at_home = pl.col("own") | ~pl.col("any_own")
    # a commune of another province is told with its province, or it is a garbled name of the article's own
    astray = (pl.col("level") == "commune") & ~at_home & ~pl.col("parent") & ~pl.col("numbered")
    latin = (pl.col("how") == "latin") & (pl.col("n") > 1)
    local = ((pl.col("level") == "district") & pl.col("own")) | (
        (pl.col("level") == "commune") & (pl.col("district_weight").is_not_null() | pl.col("main"))
    )
    proved = (
        (_stands_alone() & ~(upper & everyday))
        | (beside & full & ~everyday)
        | (beside & full & everyday & (pl.col("grammar") == 0) & (pl.col("n") > 1) & pl.col("own"))
        # "بن گیا ضلع": a district of the article's province, though it reads "became"
        | (pl.col("unit_kind") & full & pl.col("own") & pl.col("valid") & pl.col("level").eq("district") & _homograph())
        # even "ہوئی این" ("happened", "N") between its unit word and its province
        | (pl.col("unit_kind") & pl.col("parent") & full)
        | (pl.col("province_owns") & full & (pl.col("n") > 1) & (pl.col("level") == "district"))
        | (pl.col("needs") & pl.col("in_place"))
        | (pl.col("numbered") & full & ~everyday & (pl.col("n") > 2))
        | (pl.col("unit_kind") & nearly & ~everyday & pl.col("own"))
        | (latin & at_home & (pl.col("own") | (pl.col("level") == "district")))
        | (_plain() & local & (pl.col("valid") | pl.col("former")))
        | (_plain(homographs=True) & local & pl.col("valid") & (pl.col("level") == "district"))
        # "؛ ہوا این میں 212 گھر": words of every day where only a name of the province can stand
        | (_homographs() & local & pl.col("valid") & (pl.col("level") == "district") & pl.col("opens_item"))
        # "بن گیا (5 کمیون) اور Dinh Lap (4 کمیون)": "became" between two districts of one list
        | (_in_list_of_districts() & full & pl.col("valid"))
        # "پھونگ لائی (48 گھر)" in an article about its district
        | (_plain(homographs=True) & (pl.col("district_weight") >= LEDE_WEIGHT) & (pl.col("a1") == "("))
    )
    return proved & ~astray


def _provinces_of_sources(articles: pl.DataFrame, places: Places) -> pl.DataFrame:
    """Name the province of a provincial paper ("Báo Hà Tĩnh"): the weakest hint of where an article is at home."""
    named = articles.select("article_id", name=name_key(pl.col("source").fill_null("")).str.replace(r"^bao ", ""))
    provinces = places.units.filter(level="province").select("name", "province").unique()
    return named.join(provinces, on="name").select("article_id", "province", weight=pl.lit(4, pl.Int32))


def _chosen(candidates: pl.DataFrame) -> pl.DataFrame:
    """Keep the best candidate of each span that the text proves, or that it proves elsewhere."""
    proved = candidates.with_columns(certain=_certain())
    known = proved.filter("certain").select("article_id", "path", known=pl.lit(value=True)).unique()
    nearly = (pl.col("n") > 1) & (pl.col("n") - pl.col("agree") <= 1) & (pl.col("everyday") < pl.col("n"))
    kept = (
        proved.join(known, on=["article_id", "path"], how="left", maintain_order="left")
        .filter(pl.col("certain") | (pl.col("known").fill_null(value=False) & nearly))
        .sort([*HIT_KEYS, "score", "valid", "place_id"], descending=[False] * 4 + [True, True, False])
    )
    best = pl.col("score").first()
    rival = pl.col("score").filter(pl.col("path") != pl.col("path").first()).max()
    about = ["place_id", "path", "level", "kind", "province", "district", "sent", "former", "bracket", "certain"]
    around = ["a1", "a2", "a3", "a4", "b1", "b2", "unit_after", "unit_before"]
    spans = kept.group_by(HIT_KEYS, maintain_order=True).agg(
        pl.col(*about, *around, "score").first(),
        open=(best - rival).fill_null(MARGIN) < MARGIN,
        candidates=pl.col("place_id").filter(pl.col("score") > best - MARGIN),
    )
    return without_overlaps(spans)
