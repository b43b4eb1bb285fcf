"""Which indicator a figure belongs to: the wordings of `indicator_cues.csv`, the most specific and nearest first."""

from __future__ import annotations

from typing import Final

import polars as pl

from warehouse.figures.near import near
from warehouse.figures.surroundings import with_surroundings
from warehouse.lexicon import Lexicon
from warehouse.text.phrases import occurrences, table_phrases

PARAGRAPH: Final = ["article_id", "p"]

_SAME: Final = "same"
"""The code of wordings that point back: "یہ شرح" is whatever rate was spoken of."""

_BAN: Final = 8
"""Words within which what a wording excludes still speaks of the figure."""

_SURE: Final = 3.0
"""Score from which a wording beside the figure stands before what the figure before it was about."""


def wordings(lexicon: Lexicon) -> pl.DataFrame:
    """Return `indicator_cues.csv` as rules: `rule`, `indicator`, `head`, `with`, `without`, `units`, `weight`."""

    def build(lexicon: Lexicon) -> pl.DataFrame:
        return (
            pl.DataFrame(lexicon.rows("indicator_cues.csv"))
            .with_row_index("rule")
            .with_columns(
                pl.col("with").str.split("&"),
                units=pl.when(pl.col("units") != "").then(pl.col("units").str.split("|")),
                weight=pl.col("weight").cast(pl.Float64),
            )
        )

    return lexicon.derived("wordings", build)


def _groups(lexicon: Lexicon) -> pl.DataFrame:
    """Compile each distinct group of alternatives once: `group` (its text in the file), `_key`, `n`."""

    def build(lexicon: Lexicon) -> pl.DataFrame:
        rules = wordings(lexicon)
        groups = (
            pl.concat([rules["head"], rules["with"].explode(), rules["without"]])
            .str.strip_chars()
            .str.strip_prefix("~")
            .unique(maintain_order=True)
        )
        rows = [{"phrase": group, "group": group} for group in groups if group]
        return table_phrases(rows, lexicon).drop("phrase").unique(["group", "_key"], maintain_order=True)

    return lexicon.derived("wording_groups", build)


def with_indicator(
    mentions: pl.DataFrame, tokens: pl.DataFrame, counts: pl.DataFrame, lexicon: Lexicon
) -> pl.DataFrame:
    """Add `indicator`, `indicator_score`, `indicator_from`, and the span of the head it rests on.

    `indicator_from`: own, sentence, behind (a list's last member), far, paragraph, article.

    A share, growth or difference takes the indicator of the figure it comments on, unless its own words name one.
    """
    found = occurrences(tokens, _groups(lexicon)).unique(
        ["article_id", "p", "t_start", "t_end", "group"], maintain_order=True
    )
    described = with_surroundings(mentions, tokens, counts, lexicon)
    pairs = near(described.select("m", *PARAGRAPH, "sent", "clause", "t_start", "t_end"), found, counts)
    in_article = found.select("article_id", "group").unique()
    features = described.select(
        "m",
        "article_id",
        "unit",
        "counting_distance",
        "joint_after",
        "noun_distance",
        "part_of_whole",
        comment=_comment(),
    )
    scored = _scored(pairs.join(features, on="m"), in_article, lexicon)
    best = scored.sort("m", "score", "rule", descending=[False, True, False]).unique(
        "m", keep="first", maintain_order=True
    )
    named = described.join(
        best.select(
            "m",
            "indicator",
            "score",
            "beside",
            "head_commas",
            "head_before",
            "unit_fits",
            "head_start",
            "head_end",
        ),
        on="m", how="left", maintain_order="left",
    )  # fmt: skip
    return _inherited(named).drop("counting_distance", "joint_after", "noun_distance", "part_of_whole")


def _comment() -> pl.Expr:
    """Flag figures that are told of another quantity, whose unit says nothing of their indicator."""
    return (
        pl.col("of_plan") | pl.col("over_plan") | pl.col("of_period") | pl.col("equals")
        | pl.col("motion").is_not_null() | (pl.col("unit") == "times") | pl.col("aside")
    )  # fmt: skip


def _scored(pairs: pl.DataFrame, in_article: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    rules = wordings(lexicon)
    beside = (pl.col("between") == 0) & pl.col("same_clause") & pl.col("same_sent")
    heads = (
        pairs.join(rules.select("rule", "head", "indicator", "units", "weight"), left_on="group", right_on="head")
        .filter(pl.col("units").is_null() | pl.col("comment") | pl.col("units").list.contains(_unit_kind()))
        .with_columns(head_score=_nearness(), beside=beside)
        .filter(pl.col("head_score") > 0)
        .sort("m", "rule", "head_score", descending=[False, False, True])
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
            unit_fits=pl.col("units").is_null() | pl.col("units").list.contains(_unit_kind()),
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
        .with_columns(met=_company())
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
            pairs.filter(
                beside
                & (pl.col("distance") <= _BAN)
                & (pl.col("commas") <= pl.when(pl.col("side") == "after").then(1).otherwise(0))
            ),
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


def _unit_kind() -> pl.Expr:
    return pl.when(pl.col("unit").str.contains("^[A-Z]{3}$")).then(pl.lit("money")).otherwise("unit")


def _nearness() -> pl.Expr:
    """Score a head by where it stands: a count is named after the number, a measure before it."""
    counts = pl.col("unit") == "count"
    same = pl.col("between") == 0
    after = pl.col("side") == "after"
    # the counted noun stands right behind the number; where it is another noun than the head, the head is not counted
    # "چار اسکولوں میں سے تین": the noun of a part stands with its whole, before it
    counts_part = counts & pl.col("part_of_whole")
    measured = pl.when(counts & pl.col("counting_distance").is_not_null()).then(4.0).otherwise(0.0)
    other_noun = counts & (pl.col("noun_distance") <= 3) & ~(after & (pl.col("distance") <= pl.col("noun_distance")))
    score = (
        pl.when(after & same & counts & (pl.col("distance") <= 1) & ~pl.col("joint_after"))
        .then(13 - 0.8 * pl.col("distance") - 1.5 * pl.col("commas") - measured)
        .when(after & same & counts)
        .then(10 - 0.8 * pl.col("distance") - 1.5 * pl.col("commas") - pl.when("joint_after").then(5.0).otherwise(0.0))
        .when(after & same)
        .then(
            9.5 - 0.85 * pl.col("distance") - 1.5 * pl.col("commas") - pl.when("joint_after").then(4.0).otherwise(0.0)
        )
        .when(~after & same & counts & (_named_by_count() | counts_part))
        .then(12 - 0.35 * pl.col("distance") - 1.5 * pl.col("commas"))
        .when(~after & same & counts)
        .then(6.5 - 0.35 * pl.col("distance") - 1.5 * pl.col("commas"))
        .when(~after & same)
        .then(9 - 0.25 * pl.col("distance") - 1.5 * pl.col("commas"))
        .when(after)
        .then(1.0 - 0.5 * pl.col("between"))
        .otherwise(3.5 - 0.5 * pl.col("between") - 0.05 * pl.col("distance"))
    )
    apart = pl.when(~pl.col("same_sent")).then(5.0).when(~pl.col("same_clause")).then(2.5).otherwise(0.0)
    behind = pl.when(~pl.col("same_sent") & after).then(20.0).otherwise(0.0)
    not_counted = pl.when(other_noun.fill_null(False) & pl.col("counting_distance").is_null()).then(7.0).otherwise(0.0)
    echo = pl.when(~after & (pl.col("distance") < 60) & ~other_noun.fill_null(False)).then(0.4).otherwise(0.0)
    return pl.max_horizontal(score - apart - behind - not_counted, echo)


def _named_by_count() -> pl.Expr:
    """See the head of "زائرین کی تعداد 2.6 ملین": it stands right before the word that says it is counted."""
    return (pl.col("distance") - pl.col("counting_distance")).is_between(0, 3).fill_null(False)


def _company() -> pl.Expr:
    """Score a word that must stand with the head: beside the figure it proves, beyond another figure it may mislead."""
    # what was said of the part before the comma seldom holds for what is counted behind it
    comma = pl.when((pl.col("side") == "before") & (pl.col("unit") == "count")).then(5.0).otherwise(1.5)
    aside = pl.when("bracket").then(1.5).otherwise(0.0)
    return (
        pl.when(pl.col("between") == 0)
        .then(2.0 - 0.03 * pl.col("distance") - comma * pl.col("commas") - aside)
        .when((pl.col("side") == "before") & (pl.col("unit") != "count"))
        .then(-0.5 - 0.3 * pl.col("between"))
        .otherwise(-3.0)
    )


def _inherited(named: pl.DataFrame) -> pl.DataFrame:
    comment = _comment()
    sentence, clause = [*PARAGRAPH, "sent"], [*PARAGRAPH, "clause"]
    first_of_clause = pl.int_range(pl.len()).over(clause) == 0
    # a share of a plan is about the figure before it in its clause; a growth is, unless its own words stand right by it
    speaks_for_itself = (
        ~comment
        | first_of_clause
        | (
            pl.col("motion").is_not_null()
            & (pl.col("head_commas") == 0)
            & (pl.col("head_before") | pl.col("unit_fits"))
        )
    )
    sure = (
        pl.col("beside").fill_null(False)
        & (pl.col("score") >= _SURE)
        & speaks_for_itself
        & ~pl.col("target_of_pair")
        & (pl.col("indicator") != _SAME).fill_null(False)
    )
    named = named.sort(*PARAGRAPH, "t_start").with_columns(
        _kind=pl.when(comment).then(pl.lit("comment")).otherwise(_unit_kind()), _comment=comment
    )
    rate = pl.when(pl.col("unit") == "percent").then("_own").drop_nulls().first()
    known = named.with_columns(_own=pl.when(sure).then("indicator"))
    before = pl.col("_own").forward_fill().shift(1)
    rates_before = pl.when(pl.col("unit").is_in(["percent", "percentage_point"])).then("_own").forward_fill().shift(1)
    points_back = (pl.col("indicator") == _SAME).fill_null(False)
    inherits = pl.col("_comment") | pl.col("target_of_pair") | points_back
    # of other figures only one measured alike hands its indicator on, and a counted noun of its own refuses it
    refuses = (pl.col("unit") == "count") & (pl.col("noun_distance") <= 3).fill_null(False)
    return (
        known.with_columns(
            _sentence=pl.when(points_back)
            .then(rates_before.over(PARAGRAPH))
            .when(inherits)
            .then(before.over(sentence))
            .when(~refuses)
            .then(before.over([*sentence, "_kind"])),
            # a list may share the verb that stands behind its last member
            _behind=pl.when(~refuses).then(pl.col("_own").backward_fill().shift(-1).over([*clause, "_kind"])),
            _paragraph=pl.when(inherits)
            .then(before.over(PARAGRAPH))
            .when(~refuses)
            .then(before.over([*PARAGRAPH, "_kind"])),
            # "کوانگ نین (11.67%)": a percentage that only a place introduces is of the story's own rate
            _article=pl.when((pl.col("unit") == "percent") & pl.col("after_place")).then(rate.over("article_id")),
        )
        .with_columns(
            indicator_from=pl.when(pl.col("_own").is_not_null())
            .then(pl.lit("own"))
            .when(pl.col("_sentence").is_not_null())
            .then(pl.lit("sentence"))
            .when(pl.col("_behind").is_not_null())
            .then(pl.lit("behind"))
            .when(pl.col("indicator").is_not_null())
            .then(pl.lit("far"))
            .when(pl.col("_paragraph").is_not_null())
            .then(pl.lit("paragraph"))
            .when(pl.col("_article").is_not_null())
            .then(pl.lit("article")),
            indicator=pl.coalesce(
                "_own",
                "_sentence",
                "_behind",
                pl.when(pl.col("indicator") != _SAME).then("indicator"),
                "_paragraph",
                "_article",
            ),
            indicator_score=pl.col("score"),
        )
        .drop(
            "_own",
            "_kind",
            "_comment",
            "_sentence",
            "_behind",
            "_paragraph",
            "_article",
            "score",
            "beside",
            "head_commas",
            "head_before",
            "unit_fits",
        )
    )
