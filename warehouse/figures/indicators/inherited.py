"""What figures without a wording of their own are about: the figure before them, the list, the paragraph."""

from __future__ import annotations

from typing import Final

import polars as pl

from warehouse.figures.indicators.nearness import unit_kind

PARAGRAPH: Final = ["article_id", "p"]

_SAME: Final = "same"
"""The code of wordings that point back: "یہ شرح" is whatever rate was spoken of."""

_SOURCE: Final = "source"
"""The code of wordings that say whose money it is ("مرکزی بجٹ")."""

_PAID: Final = "capital.disbursement_rate"

_ASSIGNED: Final = "capital.allocated"

_FAINT: Final = 2.0
"""Score below which a wording beyond another counted noun says nothing of what is counted."""

SURE: Final = 3.0
"""Score from which a wording beside the figure stands before what the figure before it was about."""


def comments_on_another() -> pl.Expr:
    """Flag figures that are told of another quantity, whose unit says nothing of their indicator."""
    return (
        pl.col("of_plan") | pl.col("over_plan") | pl.col("of_period") | pl.col("equals")
        | pl.col("motion").is_not_null() | (pl.col("unit") == "times") | pl.col("aside")
    )  # fmt: skip


def inherited(named: pl.DataFrame, partners: pl.DataFrame) -> pl.DataFrame:
    """Settle `indicator` and add `indicator_from`, `indicator_score`.

    A wording beside the figure stands; else a comment takes what it comments on, a list shares its head's or its last
    member's indicator, and a percentage that only a place introduces is of the story's own rate. `partners` (`m`,
    `partner`) says what figures behind "respectively" comment on.
    """
    comment = comments_on_another()
    sentence, clause = [*PARAGRAPH, "sent"], [*PARAGRAPH, "clause"]
    first_of_clause = pl.int_range(pl.len()).over(clause) == 0
    # a share of a plan is about the figure before it in its clause; a growth is, unless its own words stand right by it
    speaks_for_itself = (
        ~comment
        | first_of_clause
        | (
            pl.col("motion").is_not_null()
            & ~pl.col("over_plan")
            & (pl.col("head_commas") == 0)
            & (pl.col("head_before") | pl.col("unit_fits"))
        )
    )
    sure = (
        pl.col("beside").fill_null(False)
        & (pl.col("score") >= SURE)
        & speaks_for_itself
        & ~pl.col("target_of_pair")
        & (pl.col("indicator") != _SAME).fill_null(False)
        # "1,926 قریبی غریب گھرانے ہیں، جو 16.73% بنتے ہیں": what stands before the comma is told by its own figure
        & ~(pl.col("explains") & (pl.col("head_commas") > 0).fill_null(False))
    )
    named = named.sort(*PARAGRAPH, "t_start").with_columns(
        _kind=pl.when(comment).then(pl.lit("comment")).otherwise(unit_kind()), _comment=comment
    )
    # "کیپٹل پلان 15.8 ہزار بلین VND، جس میں 4,120 بلین مرکزی بجٹ کا": a part of the sum before it, else money assigned
    opened = (pl.col("is_part") | pl.col("in_brackets")).cum_max().over(clause)
    named_sum = sure & (unit_kind() == "money") & (pl.col("indicator") != _SOURCE)
    sum_before = pl.when(named_sum).then("indicator").forward_fill().shift(1).over(sentence)
    whose = pl.coalesce(pl.when(opened).then(sum_before), pl.lit(_ASSIGNED))
    named = named.with_columns(indicator=pl.when(pl.col("indicator") == _SOURCE).then(whose).otherwise("indicator"))
    rate = pl.when((pl.col("unit") == "percent") & pl.col("_partner").is_null()).then("_own").drop_nulls().first()
    known = named.with_columns(_own=pl.when(sure).then("indicator"))
    of_partner = partners.join(known.select(partner="m", _partner="_own"), on="partner").select("m", "_partner")
    known = known.join(of_partner, on="m", how="left", maintain_order="left").with_columns(
        _own=pl.when(pl.col("_comment") | pl.col("_own").is_null())
        .then(pl.coalesce("_partner", "_own"))
        .otherwise("_own")
    )
    last = pl.col("_own").forward_fill().shift(1)
    # "412 (4 فائیو اسٹار …)، جو 2020 کا 3.8 گنا ہے": a comment outside brackets passes over what they hold
    outside = pl.when(~pl.col("in_brackets")).then("_own").forward_fill().shift(1)

    def before(within: list[str]) -> pl.Expr:
        return pl.when(pl.col("in_brackets")).then(last.over(within)).otherwise(outside.over(within))

    points_back = (pl.col("indicator") == _SAME).fill_null(False)
    inherits = pl.col("_comment") | pl.col("target_of_pair") | points_back | pl.col("explains")
    # of other figures only one measured alike hands its indicator on, and a counted noun of its own refuses it
    # but what is a part of it: "167 کام …، جن میں 124 دیہی سڑکیں ہیں"
    refuses = (pl.col("unit") == "count") & (pl.col("noun_distance") <= 3).fill_null(False) & ~pl.col("is_part")
    # and what is the same thing again: "Tra Cu نے 812 گھرانوں کو غربت سے نکالا؛ کاؤ نگانگ نے 540 گھرانوں کو"
    again = (pl.col("noun") == pl.col("noun").forward_fill().shift(1).over(sentence)) & pl.col("ends_item")
    refuses = refuses & ~again.fill_null(False)
    faint = (refuses & (pl.col("score") < _FAINT)).fill_null(False)
    # a paragraph that opens with "یہ" or "ان میں" goes on about the figure before it
    goes_on = pl.col("opens_back") & (inherits | pl.col("is_part"))
    return (
        known.with_columns(
            _back=points_back,
            _sentence=pl.when(inherits).then(before(sentence)).when(~refuses).then(last.over([*sentence, "_kind"])),
            # a list may share the verb that stands behind its last member
            _behind=pl.when(~refuses).then(pl.col("_own").backward_fill().shift(-1).over([*clause, "_kind"])),
            _paragraph=pl.when(inherits).then(before(PARAGRAPH)).when(~refuses).then(last.over([*PARAGRAPH, "_kind"])),
            _before=pl.when(goes_on | points_back).then(last.over("article_id")),
            # "کوانگ نین (11.67%)": a percentage that only a place introduces is of the story's own rate
            # and so is one that only a name of our list of investors introduces, where the story is of money paid out
            _article=pl.when(
                (pl.col("unit") == "percent")
                & (pl.col("after_place") | (pl.col("joint_after") & (rate.over("article_id") == _PAID)))
            ).then(rate.over("article_id")),
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
            .when(pl.col("_before").is_not_null() | pl.col("_article").is_not_null())
            .then(pl.lit("article")),
            indicator=pl.coalesce(
                "_own",
                "_sentence",
                "_behind",
                pl.when((pl.col("indicator") != _SAME) & ~faint).then("indicator"),
                "_paragraph",
                "_before",
                "_article",
            ),
            indicator_score=pl.col("score"),
        )
        # "یہ شرح" is the rate spoken of last, however that one came by its indicator
        # and "ان کی کل تعداد" the count
        .with_columns(
            indicator=pl.when(pl.col("_back") & (pl.col("unit") == "count"))
            .then(pl.coalesce(_count_before(), "indicator"))
            .when("_back")
            .then(pl.coalesce(_rate_before(), "indicator"))
            .otherwise("indicator")
        )
        .drop(
            "_back",
            "_own",
            "_partner",
            "_kind",
            "_comment",
            "_sentence",
            "_behind",
            "_paragraph",
            "_before",
            "_article",
            "score",
            "beside",
            "head_commas",
            "head_before",
            "unit_fits",
        )
    )


def _rate_before() -> pl.Expr:
    share = pl.col("unit").is_in(["percent", "percentage_point"]) & ~pl.col("_back")
    return pl.when(share).then("indicator").forward_fill().shift(1).over(PARAGRAPH)


def _count_before() -> pl.Expr:
    counted = (pl.col("unit") == "count") & ~pl.col("_back")
    return pl.when(counted).then("indicator").forward_fill().shift(1).over(PARAGRAPH)
