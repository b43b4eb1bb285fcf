"""Role of each figure: target, achievement, attainment, change or context."""

from __future__ import annotations

from typing import Final

import polars as pl

from warehouse.figures.cues import cue_spans
from warehouse.figures.near import near
from warehouse.lexicon import Lexicon

PARAGRAPH: Final = ["article_id", "p"]

GROWTH: Final = r"^econ\.(?:growth|cpi|\w+_growth)$"
"""Indicators that are growth themselves: their rise or fall is a result, no change (annotation.md)."""

_NOUN_REACH: Final = 3
"""Words between a number and the counted noun that makes it incidental."""

_YEAR_END: Final = 10
"""Month from which a plain future about the running year tells an expected result, not a goal (annotation.md)."""


def with_cues(mentions: pl.DataFrame, tokens: pl.DataFrame, counts: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Add the cues that govern each figure.

    `verb` (target, estimate, future, subjunctive, result): the nearest cue behind it in its clause, the figures of a
    list sharing the verb of the last. `lead` (target, estimate): a noun before it in its part of the clause.
    `opening`: a goal announced before the colon or in the opening of its sentence. `incidental`: what is counted, or
    what is said of it, makes it context.
    """
    verbs = near(mentions, cue_spans(tokens, "verb", lexicon), counts)
    behind = verbs.filter(
        (pl.col("side") == "after") & pl.col("same_sent") & pl.col("same_clause") & ~_inside_bracket()
    )
    verb = behind.sort("m", "distance").unique("m", keep="first", maintain_order=True)
    opening_words = cue_spans(tokens, "lead", lexicon)
    leads = near(mentions, opening_words, counts).filter((pl.col("side") == "before") & pl.col("same_sent"))
    lead = (
        leads.filter((pl.col("between") == 0) & (pl.col("commas") == 0) & pl.col("same_clause"))
        .sort("m", "distance")
        .unique("m", keep="first", maintain_order=True)
    )
    announced = leads.filter((pl.col("cue") == "target") & ~pl.col("same_clause"))
    return (
        mentions.join(
            verb.select("m", verb="cue", verb_distance="distance", verb_start="o_start", verb_end="o_end"),
            on="m",
            how="left",
            maintain_order="left",
        )
        .join(
            lead.select("m", lead="cue", lead_start="o_start", lead_end="o_end"),
            on="m",
            how="left",
            maintain_order="left",
        )
        .with_columns(
            opening=pl.col("m").is_in(_before_colon(announced, tokens)["m"].implode()),
            incidental=pl.col("m").is_in(_incidental(mentions, tokens, counts, lexicon).implode()),
        )
    )


def _inside_bracket() -> pl.Expr:
    return pl.col("bracket") & (pl.col("between") > 0)


def _before_colon(announced: pl.DataFrame, tokens: pl.DataFrame) -> pl.DataFrame:
    """Keep goals that a colon opens: everything behind "کوشش کرنی ہے کہ: …" is a goal, item after item."""
    colons = tokens.filter(pl.col("norm") == ":").select(*PARAGRAPH, colon="t")
    return (
        announced.join(colons, on=PARAGRAPH)
        .filter((pl.col("colon") >= pl.col("o_end")) & (pl.col("colon") < pl.col("t_start")))
        .select("m")
        .unique()
    )


def _incidental(mentions: pl.DataFrame, tokens: pl.DataFrame, counts: pl.DataFrame, lexicon: Lexicon) -> pl.Series:
    beside = pl.col("same_clause") & (pl.col("between") == 0) & (pl.col("commas") == 0)
    nouns = near(mentions, cue_spans(tokens, "incidental", lexicon), counts).filter(
        (pl.col("side") == "after") & beside & (pl.col("distance") <= _NOUN_REACH)
    )
    subjects = near(mentions, cue_spans(tokens, "incidental_subject", lexicon), counts).filter(
        (pl.col("side") == "before") & beside & (pl.col("distance") <= _NOUN_REACH + 1)
    )
    said = near(mentions, cue_spans(tokens, "incidental_after", lexicon), counts).filter(
        (pl.col("side") == "after")
        & pl.col("same_clause")
        & (pl.col("between") <= 1)
        & (pl.col("commas") == 0)
        & (pl.col("distance") <= 2 * _NOUN_REACH)
    )
    return pl.concat([nouns["m"], subjects["m"], said["m"]]).unique()


def with_role(mentions: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Add `role` and `role_from` from comments, cues, indicator and the period that governs the figure.

    Needs `due` and `due_anchor` (the governing period's end and kind), `published`. The dates decide over the verb:
    finished years stand in the future tense.
    """
    table = lexicon.table("roles.toml")
    growth = pl.col("indicator").str.contains(GROWTH).fill_null(False)
    rate = pl.col("indicator") == "capital.disbursement_rate"
    past = (pl.col("due") <= pl.col("published")).fill_null(False)
    ahead = (pl.col("due") > pl.col("published")).fill_null(False)
    norm = pl.col("per").is_in(table["context"]["per"]) & (pl.col("unit") != "count")
    planned = pl.col("indicator").is_in(table["by_indicator"]["target"])
    goal = (
        pl.col("opening")
        | (pl.col("lead") == "target").fill_null(False)
        | (pl.col("verb") == "target").fill_null(False)
    )
    plain_future = pl.col("verb").is_in(["future", "subjunctive"]).fill_null(False)
    this_year_end = (
        (pl.col("due").dt.year() == pl.col("published").dt.year())
        & (pl.col("published").dt.month() >= _YEAR_END)
        & (pl.col("due_grain") != "day")
    ).fill_null(False)
    money_aside = pl.col("aside") & pl.col("indicator").str.contains(r"^(?:capital|housing|econ)\.").fill_null(False)
    share_of_plan = pl.col("of_plan") | pl.col("over_plan") | (pl.col("equals") & ~pl.col("of_period")) | money_aside
    moved = pl.col("motion").is_not_null() & ~growth
    differs = moved & (
        (pl.col("unit").is_in(["percent", "percentage_point", "times"])) | (pl.col("motion_distance") <= 3)
    )
    result_of_the_past = past & ~(goal & ~(pl.col("verb") == "result").fill_null(False))
    estimate = (pl.col("verb") == "estimate").fill_null(False) | (pl.col("lead") == "estimate").fill_null(False)
    own = (
        pl.when("target_of_pair")
        .then(pl.lit("target"))
        .when("result_of_pair")
        .then(pl.lit("achievement"))
        .when((pl.col("unit") == "times") & pl.col("elsewhere"))
        .then(pl.lit("context"))
        .when(share_of_plan & ~goal)
        .then(pl.lit("attainment"))
        .when(((pl.col("unit") == "times") | pl.col("of_period") | differs) & ~(goal & ahead))
        .then(pl.lit("change"))
        .when("incidental")
        .then(pl.lit("context"))
        .when(norm)
        .then(pl.lit("context"))
        .when(planned)
        .then(pl.lit("target"))
        .when(estimate & ~goal)
        .then(pl.lit("achievement"))
        .when(goal & ~result_of_the_past)
        .then(pl.lit("target"))
        .when(rate & ~ahead)
        .then(pl.lit("attainment"))
        .when(plain_future & ahead & this_year_end & ~pl.col("due_anchor").is_in(["before", "end"]))
        .then(pl.lit("achievement"))
        .when(ahead & (pl.col("verb").fill_null("future") != "result"))
        .then(pl.lit("target"))
        .when(past)
        .then(pl.lit("achievement"))
        .when(plain_future)
        .then(pl.lit("target"))
        .when(pl.col("verb") == "result")
        .then(pl.lit("achievement"))
    )
    sentence = [*PARAGRAPH, "sent"]
    decided = mentions.with_columns(_own=own).sort(*PARAGRAPH, "t_start")
    level = pl.when(pl.col("_own").is_in(["target", "achievement"])).then("_own")
    return decided.with_columns(
        role=pl.coalesce(
            "_own",
            level.forward_fill().over(sentence),
            level.backward_fill().over(sentence),
            level.forward_fill().over(PARAGRAPH),
            pl.lit("achievement"),
        ),
        role_from=pl.when(pl.col("_own").is_not_null()).then(pl.lit("own")).otherwise(pl.lit("list")),
    ).drop("_own")


def with_context(mentions: pl.DataFrame) -> pl.DataFrame:
    """Make figures without an indicator context where nothing but a weak verb made them results."""
    weak = (pl.col("role") == "achievement") & pl.col("indicator").is_null() & (pl.col("role_from") == "list")
    context = (pl.col("role") == "context") | weak
    return mentions.with_columns(
        role=pl.when(context).then(pl.lit("context")).otherwise("role"),
        indicator=pl.when(~context).then("indicator"),
    )
