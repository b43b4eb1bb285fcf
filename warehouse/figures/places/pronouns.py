"""Words for a place already named: "پورا ضلع", "صوبے نے", "ملک بھر"."""

from __future__ import annotations

from typing import Any

import polars as pl

from warehouse.figures.places.articles import SYSTEM, by_path
from warehouse.figures.places.candidates import PARAGRAPH
from warehouse.figures.places.gazetteer import Places

LEVELS = ("province", "district", "city", "town", "commune", "region", "country")
AT_LARGE = "at_large"


def pronouns(named: pl.DataFrame, spans: pl.DataFrame, places: Places) -> pl.DataFrame:
    """Find bare unit words that stand for a place.

    Columns: `article_id, p, sent, clause, t_start, t_end, word_level` (`at_large`: units in general, which turn the
    sentence back to its topic), `whole` ("all of it"), `genitive`, `subject` (of its
    statement: نے follows, or it begins one), `agent` (نے follows: it acts on others), `bracket`. A unit that others are
    measured by ("ملک میں اول", "صوبے کی اوسط سے") is none.
    """
    words = places.words["pronouns"]
    large = places.words["at_large"]
    case = places.words["case"]
    levels = {word: level for level in LEVELS for word in words[level]}
    before, after = pl.col("norm").shift(1).over(PARAGRAPH), pl.col("norm").shift(-1).over(PARAGRAPH)
    counted = (pl.col("kind").shift(1) == "digit").over(PARAGRAPH)
    whole = before.is_in(words["whole"]) | after.is_in(words["whole_after"])
    turned = pl.col("norm").shift(2).over(PARAGRAPH).is_in(large["turns"])
    agent = after.is_in(case["subject"]).fill_null(value=False)
    # "… دیا اور ضلع نے": joined by a verb, not by another unit word
    joins = agent & before.is_in(case["joins"]) & ~pl.col("norm").shift(2).over(PARAGRAPH).is_in(list(levels))
    barred = (
        (before.is_in(words["not_after"]) & ~joins.fill_null(value=False)) | after.is_in(words["not_before"]) | counted
    )
    at_large = (pl.col("norm").is_in(large["words"]) & before.is_in(large["before"])) | (
        pl.col("norm").is_in(large["counted"]) & counted & turned
    ).fill_null(value=False)
    level = pl.when(at_large).then(pl.lit(AT_LARGE)).otherwise(pl.col("norm").replace_strict(levels, default=None))
    found = named.with_columns(
        word_level=level,
        whole=whole.fill_null(value=False),
        genitive=after.is_in(case["genitive"]).fill_null(value=False),
        subject=(agent | before.is_in(case["starts"])).fill_null(value=False),
        agent=agent,
        yardstick=_yardstick(places),
        barred=barred.fill_null(value=False),
    ).filter(pl.col("word_level").is_not_null())
    found = found.filter((pl.col("word_level") == AT_LARGE) | pl.col("whole") | ~pl.col("barred"))
    found = found.filter(~pl.col("credit") & ~pl.col("yardstick")).join(_taken(spans), on=[*PARAGRAPH, "t"], how="anti")
    columns = ["sent", "clause", "word_level", "whole", "genitive", "subject", "agent", "bracket"]
    columns += ["char_start", "char_end"]
    return found.select(*PARAGRAPH, *columns, t_start="t", t_end=pl.col("t") + 1)


def resolved(found: pl.DataFrame, spans: pl.DataFrame, mains: pl.DataFrame, places: Places) -> pl.DataFrame:
    """Add the place each pronoun stands for: `place_id, path, level`; pronouns that stand for nothing are dropped.

    A province is the article's own; a smaller unit is the last one named in the paragraph, else the article's own, else
    the last one named at all.
    """
    found = found.with_row_index("pronoun").join(mains, on="article_id", how="left", maintain_order="left")
    kinds = places.words["unit_words"]
    own = _at_level(pl.col("main_level"), pl.col("main_kind"), "main_", kinds)
    found = found.with_columns(own_path=own, system=pl.col("main_id").str.head(SYSTEM))
    named = spans.filter(pl.col("place_id").is_not_null() & (pl.col("level") != "foreign"))
    earlier = found.select("pronoun", "article_id", "word_level", at_p="p", at="t_start").join(
        named.select("article_id", "p", "t_end", "place_id", "path", "level", "unit_kind", "province", "district"),
        on="article_id",
    )
    here = pl.col("p") == pl.col("at_p")
    further = pl.col("word_level") != "commune"
    earlier = (
        earlier.filter((further & (pl.col("p") < pl.col("at_p"))) | (here & (pl.col("t_end") <= pl.col("at"))))
        .with_columns(near_path=_at_level(pl.col("level"), pl.col("unit_kind"), "", kinds))
        .filter(pl.col("near_path").is_not_null())
        .sort("pronoun", "p", "t_end")
        .group_by("pronoun", maintain_order=True)
        .agg(
            pl.col("near_path").last(),
            near_system=pl.col("place_id").last().str.head(SYSTEM),
            near_here=here.last(),
        )
    )
    found = found.join(earlier, on="pronoun", how="left", maintain_order="left")
    own_first = pl.col("word_level").is_in(["province", "region"]) | ~pl.col("near_here")
    at_home = pl.col("own_path").is_not_null() & own_first
    near = pl.col("near_path").is_not_null() & ~at_home
    found = found.with_columns(
        path=pl.when(near).then("near_path").otherwise("own_path"),
        system=pl.when(near).then("near_system").otherwise("system"),
    )
    found = found.join(by_path(places), on=["system", "path"], how="left", maintain_order="left")
    levels = places.units.select("place_id", "level")
    kept = (pl.col("word_level") == AT_LARGE) | pl.col("place_id").is_not_null()
    # "کمیون" is mostly what is counted; it stands for one commune as a subject, or in an article about one
    counted = (pl.col("word_level") == "commune") & ~pl.col("whole") & ~pl.col("subject")
    kept &= ~(counted & (pl.col("main_level") != "commune").fill_null(value=True))
    found = found.filter(kept).join(levels, on="place_id", how="left", maintain_order="left")
    kind = pl.when(pl.col("word_level") == AT_LARGE).then(pl.lit(AT_LARGE)).otherwise(pl.lit("pronoun"))
    return found.with_columns(kind=kind, aside=pl.lit(value=False), bare=~pl.col("whole")).drop("pronoun", "system")


def for_country(found: pl.DataFrame, places: Places) -> pl.DataFrame:
    """Add the country as the place of the pronouns that mean it, whatever the article is about."""
    country = places.units.filter(level="country").select("place_id", "path", "level")
    return found.join(country, how="cross").with_columns(aside=pl.lit(value=False), bare=~pl.col("whole"))


def _yardstick(places: Places) -> pl.Expr:
    """Mark units that others are only measured by: "ملک میں سب سے بڑا", "صوبے میں دوسرے نمبر پر", "ملک کی اوسط سے"."""
    words, case = places.words["yardstick"], places.words["case"]
    a1, a2, a3, a4 = (pl.col("norm").shift(-step).over(PARAGRAPH) for step in (1, 2, 3, 4))
    reach = a1.is_in([*case["locative"], *case["genitive"]])
    placed = reach & (a3.is_in(words["places"]) | a4.is_in(words["places"]))
    ranked = reach & (a2.is_in(words["first"]) | ((a2 == words["most"][0]) & (a3 == words["most"][1])))
    than = [*case["dative"], *case["genitive"]]
    average = a1.is_in(case["genitive"]) & a2.is_in(words["average"]) & (a3.is_in(than) | a4.is_in(than))
    return (ranked | placed | average).fill_null(value=False)


def _at_level(level: pl.Expr, kind: pl.Expr, prefix: str, kinds: dict[str, Any]) -> pl.Expr:
    """Make the path at the pronoun's level of a place (`<prefix>path`, `<prefix>province`, `<prefix>district`)."""
    word, path = pl.col("word_level"), pl.col(f"{prefix}path")
    of_kind = (pl.col("word_level") == "city") & kind.is_in(["municipality", "city"])
    of_kind |= (pl.col("word_level") == "town") & kind.is_in(["town", "township"])
    return (
        pl.when(word == "province")
        .then(pl.col(f"{prefix}province"))
        .when(word == "district")
        .then(pl.col(f"{prefix}district"))
        .when(of_kind | (word.is_in(["commune", "region"]) & (level == word)))
        .then(path)
    )


def _taken(spans: pl.DataFrame) -> pl.DataFrame:
    """List the tokens of names and of the unit words beside them."""
    before = pl.col("unit_before").is_not_null().cast(pl.Int32)
    after = (
        pl.when(pl.col("unit_after").is_null()).then(0).when(pl.col("unit_after") == pl.col("a1")).then(1).otherwise(2)
    )
    return (
        spans.select(*PARAGRAPH, t=pl.int_ranges(pl.col("t_start") - before, pl.col("t_end") + after, dtype=pl.Int32))
        .explode("t")
        .unique()
    )
