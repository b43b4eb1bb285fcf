"""Programme of each figure: its indicator's own, else what the clause, the paragraph, then the article is about."""

from __future__ import annotations

from typing import Final

import polars as pl

from warehouse.figures.near import near
from warehouse.lexicon import Lexicon
from warehouse.text.phrases import longest, occurrences, table_phrases

PARAGRAPH: Final = ["article_id", "p"]

_HEADLINE_WEIGHT: Final = 4
"""A programme in the headline counts like so many mentions of another in the text."""


def _cues(lexicon: Lexicon) -> pl.DataFrame:
    rows = [
        {"phrase": phrase, "said": code}
        for code, phrases in lexicon.table("programme_cues.toml").items()
        for phrase in phrases
    ]
    return table_phrases(rows, lexicon).drop("phrase").unique(maintain_order=True)


def indicator_programmes(lexicon: Lexicon) -> pl.DataFrame:
    """Return the indicators that belong to one programme whatever the text says: `indicator`, `family`, `usual_basis`."""

    def build(lexicon: Lexicon) -> pl.DataFrame:
        return pl.DataFrame(
            [
                {"indicator": entry["code"], "family": entry.get("programme"), "usual_basis": entry.get("basis")}
                for entry in lexicon.table("indicators.toml")["indicator"]
            ],
            schema={"indicator": pl.String, "family": pl.String, "usual_basis": pl.String},
        ).unique("indicator", keep="last", maintain_order=True)

    return lexicon.derived("indicator_programmes", build)


def with_programme(
    mentions: pl.DataFrame, tokens: pl.DataFrame, counts: pl.DataFrame, lexicon: Lexicon
) -> pl.DataFrame:
    """Add `programme` and `usual_basis` (of the indicator)."""
    said = longest(occurrences(tokens, lexicon.derived("programme_cues", _cues)))
    mains = (
        said.with_columns(weight=pl.when(pl.col("p") < 0).then(_HEADLINE_WEIGHT).otherwise(1))
        .group_by("article_id", "said")
        .agg(weight=pl.col("weight").sum(), first=pl.col("p").min())
        .sort("article_id", "weight", "first", "said", descending=[False, True, False, False])
        .unique("article_id", keep="first", maintain_order=True)
        .select("article_id", article_programme="said")
    )
    pairs = near(mentions, said, counts).with_columns(
        far=pl.col("distance")
        + pl.when(pl.col("same_sent")).then(0).otherwise(50)
        + pl.when(pl.col("side") == "after").then(pl.when(pl.col("same_clause")).then(5).otherwise(40)).otherwise(0)
    )
    nearest = pairs.sort("m", "far").unique("m", keep="first", maintain_order=True)
    return (
        mentions.join(nearest.select("m", nearest_programme="said"), on="m", how="left", maintain_order="left")
        .join(mains, on="article_id", how="left", maintain_order="left")
        .join(indicator_programmes(lexicon), on="indicator", how="left", maintain_order="left")
        .with_columns(programme=_programme())
        .drop("family", "nearest_programme", "article_programme")
    )


def _programme() -> pl.Expr:
    """Let an indicator's own programme stand, but where the paragraph reports on another.

    Income or poverty inside a new-rural paragraph is a criterion of that programme (field notes, new rural, 8.10).
    """
    general = pl.col("indicator").str.contains(r"^(?:econ|social|env|infra|urban)\.").fill_null(False)
    criterion = pl.col("indicator").str.contains(r"^(?:econ|social|env|infra|poverty)\.").fill_null(False)
    rural = (pl.col("article_programme") == "NRD") & criterion & (pl.col("nearest_programme").fill_null("NRD") == "NRD")
    return (
        pl.when(rural.fill_null(False))
        .then(pl.lit("NRD"))
        .when(general & pl.col("family").is_null())
        .then(pl.coalesce(pl.when(pl.col("article_programme") == "NRD").then(pl.lit("NRD")), pl.lit("SOCIOECO")))
        .otherwise(pl.coalesce("family", "nearest_programme", "article_programme"))
    )
