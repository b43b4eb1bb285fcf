"""Programme of each figure: its indicator's own, else what its sentence names, else what the article is about."""

from __future__ import annotations

from functools import partial
from typing import Final

import polars as pl

from warehouse.figures.near import near
from warehouse.lexicon import Lexicon
from warehouse.text.phrases import longest, occurrences, table_phrases

PARAGRAPH: Final = ["article_id", "p"]

_WEIGHTS: Final = {("naming", True): 5.0, ("naming", False): 1.0, ("weak", True): 1.5, ("weak", False): 0.3}
"""What a cue counts for an article's main programme, in the headline (true) or in the text."""

_LEAST: Final = 1.5
"""Weight below which a programme is named in passing; in the headline, or twice, it may be the article's own."""

_FIGURE: Final = 0.1
"""What each figure of a programme adds to that, though not to the choice between two."""

_BROAD: Final = ("SOCIOECO", "PUBINV")
"""Programmes that are told without being named: growth, trade, money spent."""

_GIVEN: Final = r"^nrd\.(?:land_donated|labour_days|satisfaction_rate)$"
"""Measures of the new-rural family that every programme has."""

_ALL: Final = "*"


def _cues(lexicon: Lexicon, *, on: str) -> pl.DataFrame:
    rows = [
        {"phrase": phrase, "said": code, "strength": strength}
        for code, entry in lexicon.table("programme_cues.toml").items()
        for strength in ("naming", "weak")
        for phrase in entry[strength]
        # "all programmes" is a plural: only its very forms say so
        if (code == _ALL) == (on == "norm")
    ]
    return table_phrases(rows, lexicon, on=on).drop("phrase").unique(maintain_order=True)


def _spoken(tokens: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    found = [
        occurrences(tokens, lexicon.derived(f"programme_cues:{on}", partial(_cues, on=on)), on=on)
        for on in ("norm", "stem")
    ]
    return longest(pl.concat(found))


def indicator_programmes(lexicon: Lexicon) -> pl.DataFrame:
    """Return what `indicators.toml` says of each indicator: `indicator`, `family` (programme), `usual_basis`."""

    def build(lexicon: Lexicon) -> pl.DataFrame:
        return pl.DataFrame(
            [
                {"indicator": entry["code"], "family": entry.get("programme"), "usual_basis": entry.get("basis")}
                for entry in lexicon.table("indicators.toml")["indicator"]
            ],
            schema={"indicator": pl.String(), "family": pl.String(), "usual_basis": pl.String()},
        ).unique("indicator", keep="last", maintain_order=True)

    return lexicon.derived("indicator_programmes", build)


def with_programme(
    mentions: pl.DataFrame, tokens: pl.DataFrame, counts: pl.DataFrame, lexicon: Lexicon
) -> pl.DataFrame:
    """Add `programme`, `usual_basis` (of the indicator), and `programme_p`, `_start`, `_end`: the words it rests on."""
    found = _spoken(tokens, lexicon)
    naming = found.filter(pl.col("strength") == "naming")
    around = (
        near(mentions, naming, counts)
        .with_columns(far=pl.col("distance") + pl.when(pl.col("side") == "after").then(20).otherwise(0))
        .sort("m", "far", "o_start", "o_end")
    )
    nearest = around.filter("same_sent").unique("m", keep="first", maintain_order=True)
    in_paragraph = around.unique("m", keep="first", maintain_order=True)
    families = mentions.select("article_id", "indicator").join(indicator_programmes(lexicon), on="indicator")
    reduced = naming.filter(pl.col("said") == "SPR").select(PARAGRAPH).unique().with_columns(poverty_named=pl.lit(True))
    return (
        mentions.join(
            nearest.select("m", sentence_programme="said", said_start="o_start", said_end="o_end"),
            on="m", how="left", maintain_order="left",
        )
        .join(in_paragraph.select("m", paragraph_programme="said"), on="m", how="left", maintain_order="left")
        .join(_mains(found, families), on="article_id", how="left", maintain_order="left")
        .join(reduced, on=PARAGRAPH, how="left", maintain_order="left")
        .join(indicator_programmes(lexicon), on="indicator", how="left", maintain_order="left")
        .with_columns(programme=_programme())
        .with_columns(programme=pl.when((pl.col("programme") != _ALL) & ~_of_the_place()).then("programme"))
        .join(_first_said(found), on=["article_id", "programme"], how="left", maintain_order="left")
        .with_columns(_rests_on())
        .drop("family", "sentence_programme", "paragraph_programme", "article_programme", "poverty_named")
        .drop("said_start", "said_end", "first_p", "first_start", "first_end")
    )  # fmt: skip


def _first_said(found: pl.DataFrame) -> pl.DataFrame:
    """Find where each article first speaks of each programme, the headline included."""
    first = found.sort("article_id", "p", "t_start").unique(["article_id", "said"], keep="first", maintain_order=True)
    return first.select("article_id", programme="said", first_p="p", first_start="t_start", first_end="t_end")


def _rests_on() -> list[pl.Expr]:
    """Choose the words a programme rests on: its name beside the figure, the indicator's, its first mention."""
    named = pl.col("programme") == pl.col("sentence_programme")
    by_indicator = (pl.col("programme") == pl.col("family")) & pl.col("head_start").is_not_null()

    def chosen(beside: str, head: str, first: str) -> pl.Expr:
        told = pl.when(named).then(beside).when(by_indicator).then(head).otherwise(first)
        return pl.when(pl.col("programme").is_not_null()).then(told)

    return [
        chosen("p", "p", "first_p").alias("programme_p"),
        chosen("said_start", "head_start", "first_start").alias("programme_start"),
        chosen("said_end", "head_end", "first_end").alias("programme_end"),
    ]


def _mains(found: pl.DataFrame, families: pl.DataFrame) -> pl.DataFrame:
    """Find what each article is about: the programme named most, the headline counting most; often it is none."""
    weight = pl.lit(0.0)
    for (strength, headline), value in _WEIGHTS.items():
        here = (pl.col("strength") == strength) & ((pl.col("p") < 0) == headline)
        weight = pl.when(here).then(value).otherwise(weight)
    return (
        found.with_columns(weight=weight)
        .group_by("article_id", "said")
        .agg(weight=pl.col("weight").sum(), first=pl.col("p").min())
        .join(families.group_by("article_id", said="family").agg(n=pl.len()), on=["article_id", "said"], how="left")
        .filter((pl.col("weight") + _FIGURE * pl.col("n").fill_null(0) >= _LEAST) | pl.col("said").is_in(_BROAD))
        .sort("article_id", "weight", "first", "said", descending=[False, True, False, False])
        .unique("article_id", keep="first", maintain_order=True)
        .select("article_id", article_programme="said")
    )


def _of_the_place() -> pl.Expr:
    """See what describes a place at large: it is of no programme, but where the story is about the whole place."""
    whole = pl.col("article_programme") == "SOCIOECO"
    return (pl.col("structure") & (pl.col("role") == "context") & ~whole).fill_null(False)


def _programme() -> pl.Expr:
    """Decide by the indicator's family.

    Income or poverty inside a new-rural report is a criterion of that programme (field notes, new rural, 8.10), unless
    the paragraph speaks of poverty reduction itself. In a socio-economic report programme money is public investment.
    """
    family = pl.col("indicator").str.extract(r"^([a-z]+)\.").fill_null("")
    main, named = pl.col("article_programme"), pl.col("sentence_programme")
    general = family.is_in(["econ", "social", "env", "infra", "urban"])
    broad = main.is_in(["SOCIOECO", "PUBINV", "EMULATION", "OCOP", _ALL]).fill_null(True)
    criterion = (family == "poverty") & (main == "NRD") & pl.col("poverty_named").is_null()
    money = family.is_in(["capital", "credit"])
    one = pl.when(named != _ALL).then(named)
    # land and labour given are of whatever programme the story is about
    given = pl.col("indicator").str.contains(_GIVEN).fill_null(False) & main.is_not_null() & (main != _ALL)
    return (
        pl.when(given)
        .then(main)
        .when(criterion.fill_null(False))
        .then(pl.lit("NRD"))
        .when(general)
        .then(pl.when(broad).then(pl.coalesce(pl.when(main.is_null()).then(one), pl.lit("SOCIOECO"))).otherwise(main))
        .when(money & ~named.is_in(["SOCIOECO"]) & named.is_not_null())
        .then(named)
        .when(money & (main == "SOCIOECO"))
        .then(pl.lit("PUBINV"))
        # an emulation movement spends no money of its own: the paragraph says whose it is
        .when(money & (main == "EMULATION"))
        .then(pl.coalesce("paragraph_programme", main))
        .when(family.is_in(["capital", "credit", "emulation", ""]))
        .then(pl.coalesce(main, one))
        .when(family == "programme")
        .then(pl.coalesce(one, main))
        .otherwise(pl.coalesce("family", named, main))
    )
