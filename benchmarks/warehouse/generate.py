"""Make articles with figures about real places and indicators: the same number gives the same article for ever."""

from __future__ import annotations

import datetime as dt
from typing import Final

import polars as pl

from warehouse.figures.schemas import ARTICLES, FIGURES, MILESTONES, QUARANTINE
from warehouse.lexicon import Lexicon

MERGER: Final = dt.date(2025, 7, 1)
PER_PARAGRAPH: Final = 4
PER_ARTICLE: Final = 16
FIRST_DAY: Final = dt.date(2021, 1, 1)
DAYS: Final = 2130
"""Days over which articles are spread: to the end of October 2026."""

_UNITS: Final = {"count": "count", "percent": "percent", "money": "VND", "area": "ha", "length": "km", "mass": "tonne"}
_ROLES: Final = ("achievement",) * 45 + ("target",) * 20 + ("context",) * 25 + ("change",) * 7 + ("attainment",) * 3
_KINDS: Final = {"country": 0, "province": 1, "municipality": 1, "district": 2, "city": 2, "town": 2}


def frames(lexicon: Lexicon, first: int, n_articles: int) -> dict[str, pl.DataFrame]:
    """Make the loader's four frames for articles `first` and on, PER_ARTICLE figures each.

    Places are the gazetteer's, indicators the lexicon's; a few of each carry most figures, as in the news. Stocks and
    running years stand at ends of months, targets at ends of years, so that series have several mentions.
    """
    rows = _figures(lexicon, first, n_articles)
    in_article = ["article_id", "url", "published", "source"]
    texts = rows.group_by(*in_article, "p", maintain_order=True).agg(pl.col("sentence").str.join(" ").alias("text"))
    articles = texts.group_by(in_article, maintain_order=True).agg(pl.col("text").alias("paragraphs"))
    return {
        "articles": articles.with_columns(title=pl.col("article_id")).select(ARTICLES.names()).cast(dict(ARTICLES)),
        "figures": rows.select(pl.col(name).cast(kind) for name, kind in FIGURES.items()),
        "quarantine": pl.DataFrame(schema=QUARANTINE),
        "milestones": pl.DataFrame(schema=MILESTONES),
    }


def _figures(lexicon: Lexicon, first: int, n_articles: int) -> pl.DataFrame:
    places, indicators = _places(lexicon), _indicators(lexicon)
    number = pl.col("number")
    start = pl.lit(FIRST_DAY)
    rows = pl.DataFrame({"number": pl.int_range(first * PER_ARTICLE, (first + n_articles) * PER_ARTICLE, eager=True)})
    rows = (
        rows.with_columns(article=number // PER_ARTICLE, p=number % PER_ARTICLE // PER_PARAGRAPH)
        .with_columns(
            article_id=pl.format("article-{}", "article"),
            url=pl.format("https://news.example/ur/article-{}", "article"),
            source=pl.format("Paper {}", _drawn("article", 11, 40)),
            published=(start + pl.duration(days=_drawn("article", 1, DAYS))).cast(pl.Date),
            # an article is about few places and few things, and the more so the better known they are
            at_indicator=_skewed("article", number % 4 + 7, len(indicators)),
            role=pl.lit(pl.Series(_ROLES)).gather(_drawn("number", 5, len(_ROLES))),
            value=_drawn("number", 6, 9000) + 10,
        )
        .with_columns(era=(pl.col("published") >= MERGER).cast(pl.Int8))
        .with_columns(at_place=_skewed("article", number % 3, places.filter(era=1).height))
    )
    rows = rows.join(places, on=["era", "at_place"], how="left", maintain_order="left")
    rows = rows.join(indicators.with_row_index("at_indicator"), on="at_indicator", how="left", maintain_order="left")
    month_end = (pl.col("published").dt.offset_by("-1mo")).dt.month_end()
    is_flow = pl.col("basis") == "flow"
    is_target = pl.col("role") == "target"
    year_end = pl.date(month_end.dt.year() + pl.when(number % 4 == 0).then(4).otherwise(0), 12, 31)
    rows = rows.with_columns(
        period_end=pl.when(is_target).then(year_end).otherwise(month_end),
        period_start=pl.when(is_flow).then(pl.date(month_end.dt.year(), 1, 1)),
        unit=pl.when(pl.col("role") == "attainment").then(pl.lit("percent")).otherwise(pl.col("unit")),
        comparator=pl.lit("eq"),
        # a twentieth is told of a whole, "18 of 20", whose size stays as it is
        out_of=pl.when((number % 20 == 0) & (pl.col("unit") == "count")).then(10_000.0),
        confidence=0.5 + _drawn("number", 9, 50) / 100,
        mention=pl.col("value").cast(pl.String),
    )
    lead = pl.format("{} {}", "name_ur", "place_ur")
    rows = rows.with_columns(sentence=pl.format("{} {} ({})", lead, "mention", "number"), lead=lead.str.len_chars() + 1)
    before = pl.col("sentence").str.len_chars() + 1
    rows = rows.with_columns(
        char_start=before.cum_sum().over("article", "p") - before + pl.col("lead").cast(pl.Int64),
        value=pl.col("value").cast(pl.Float64),
    )
    rows = rows.with_columns(char_end=pl.col("char_start") + pl.col("mention").str.len_chars())
    rows = rows.with_columns(evidence=pl.concat_list(_evidence(field) for field in ("role", "place")))
    return rows.with_columns(pl.lit(None).alias(name) for name in FIGURES if name not in rows.columns)


def _evidence(field: str) -> pl.Expr:
    return pl.struct(
        field=pl.lit(field),
        text=pl.col("place"),
        p=pl.col("p").cast(pl.Int32),
        char_start=pl.col("char_start").cast(pl.Int32),
        char_end=pl.col("char_end").cast(pl.Int32),
    )


def _drawn(column: str, seed: int, below: int) -> pl.Expr:
    return (pl.col(column).hash(seed) % below).cast(pl.Int64)


def _skewed(column: str, salt: pl.Expr, below: int) -> pl.Expr:
    """Draw a position below a bound, the first ones by far most often (the cube of an even draw)."""
    even = ((pl.col(column) * 16 + salt).hash(3) % 1_000_000) / 1_000_000
    return (even**3 * below).floor().cast(pl.UInt32)


def _places(lexicon: Lexicon) -> pl.DataFrame:
    """Order the units of each era as the news speaks of them: the country, provinces, districts, communes."""
    rows = sorted(lexicon.rows("places/units.csv"), key=lambda row: (_KINDS.get(row["kind"], 3), row["place_id"]))
    columns = ("era", "place_id", "place", "place_ur")
    of_eras = [
        (era, row["place_id"], row["path"], row["name_ur"] or row["path"])
        for era, closed in ((0, "valid_from"), (1, "valid_to"))
        for row in rows
        if not row[closed]
    ]
    places = pl.DataFrame(of_eras, schema=columns, orient="row", schema_overrides={"era": pl.Int8})
    return places.with_columns(at_place=pl.int_range(pl.len()).over("era").cast(pl.UInt32))


def _indicators(lexicon: Lexicon) -> pl.DataFrame:
    rows = lexicon.table("indicators.toml")["indicator"]
    return pl.DataFrame(
        [(row["code"], row["ur"], _UNITS[row["unit"]], row["basis"], row.get("programme")) for row in rows],
        schema=["indicator", "name_ur", "unit", "basis", "programme"],
        orient="row",
    )
