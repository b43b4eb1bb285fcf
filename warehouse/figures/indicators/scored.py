"""Which wordings fit each figure, scored."""

from __future__ import annotations

from typing import Final

import polars as pl

from warehouse.figures.indicators.nearness import company, labels, nearness, unit_kind
from warehouse.figures.indicators.wordings import wordings
from warehouse.lexicon import Lexicon

_BAN: Final = 8
"""Words within which what a wording excludes still speaks of the figure."""

_NO_WHOLE: Final = ["none", "other", "programme.targets_met", "capital.allocated", "capital.planned"]
"""What a share of a plan is never of: words of the plan itself ("تفویض کردہ منصوبے کا 77.6%")."""


def scored(pairs: pl.DataFrame, in_article: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Score every wording that fits a figure: `m`, `indicator`, `score`, where its head stands, and whether beside it.

    `pairs` is what `near` gives for the groups of the wordings, with the figure's unit and surroundings; `in_article`
    (`article_id`, `group`) says what stands anywhere.
    """
    rules = wordings(lexicon)
    beside = (pl.col("between") == 0) & (pl.col("same_clause") | labels()) & pl.col("same_sent")
    heads = (
        pairs.join(rules.select("rule", "head", "indicator", "units", "weight"), left_on="group", right_on="head")
        # a share of a plan is of what the plan is for, no share or task of its own
        .filter(~(pl.col("share_of_plan") & pl.col("indicator").is_in(_NO_WHOLE)))
        .filter(pl.col("units").is_null() | pl.col("comment") | pl.col("units").list.contains(unit_kind()))
        .with_columns(head_score=nearness(), beside=beside)
        .filter(pl.col("head_score") > 0)
        .sort("m", "rule", "head_score", "o_start", "o_end", descending=[False, False, True, False, True])
        .unique(["m", "rule"], keep="first", maintain_order=True)
        .select(
            "m",
            "article_id",
            "rule",
            "indicator",
            "weight",
            "head_score",
            "beside",
            head_commas="commas",
            head_before=pl.col("side") == "before",
            head_start="o_start",
            head_end="o_end",
            unit_fits=pl.col("units").is_null() | pl.col("units").list.contains(unit_kind()),
        )
    )
    needs = (
        rules.select("rule", need="with")
        .explode("need")
        .filter(pl.col("need").str.strip_chars() != "")
        .with_columns(
            anywhere=pl.col("need").str.strip_chars().str.starts_with("~"),
            group=pl.col("need").str.strip_chars().str.strip_prefix("~"),
        )
    )
    in_sentence = (
        pairs.filter(pl.col("same_sent") & pl.col("same_clause"))
        .with_columns(met=company())
        .group_by("m", "group")
        .agg(pl.col("met").max())
    )
    wanted = heads.select("m", "article_id", "rule").join(needs, on="rule")
    met = (
        wanted.join(in_sentence, on=["m", "group"], how="left")
        .join(in_article.with_columns(said=pl.lit(True)), on=["article_id", "group"], how="left")
        .with_columns(met=pl.max_horizontal("met", pl.when(pl.col("anywhere") & pl.col("said")).then(0.3)))
        .group_by("m", "rule")
        .agg(company=pl.when(pl.col("met").is_null().any()).then(None).otherwise(pl.col("met").sum()))
    )
    banned = (
        rules.select("rule", "without")
        .filter(pl.col("without") != "")
        .join(
            pairs.filter(beside & (pl.col("distance") <= _BAN) & (pl.col("commas") == 0) & (pl.col("joins") == 0)),
            left_on="without",
            right_on="group",
        )
        .select("m", "rule")
        .unique()
    )
    needing = needs["rule"].unique().implode()
    return (
        heads.join(met, on=["m", "rule"], how="left")
        .filter(pl.col("company").is_not_null() | ~pl.col("rule").is_in(needing))
        .join(banned, on=["m", "rule"], how="anti")
        # a comment whose unit the wording does not have is weaker than one that fits
        .with_columns(
            score=pl.col("head_score")
            + pl.col("company").fill_null(0.0)
            + pl.col("weight")
            - pl.when("unit_fits").then(0.0).otherwise(2.0)
        )
    )
