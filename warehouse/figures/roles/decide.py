"""Target, achievement, attainment, change or context: the decision from cues, comments, indicator and dates."""

from __future__ import annotations

from typing import Final

import polars as pl

from warehouse.figures.signs import RATES
from warehouse.lexicon import Lexicon

PARAGRAPH: Final = ["article_id", "p"]

GROWTH: Final = r"^econ\.(?:growth|cpi|\w+_growth)$"
"""Indicators that are growth themselves: their rise or fall is a result, no change (annotation.md)."""

_NAMED: Final = 6.0
"""Score of a wording from which a measure is what it names, whatever else stands beside it."""

_YEAR_END: Final = 10
"""Month from which a plain future about the running year tells an expected result, not a goal (annotation.md)."""


def with_role(mentions: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Add `role` and `role_from` from comments, cues, indicator and the period that governs the figure.

    Needs `due` and `due_anchor` (the governing period's end and kind), `published`. The dates decide over the verb:
    finished years stand in the future tense.
    """
    table = lexicon.table("roles.toml")
    growth = pl.col("indicator").str.contains(GROWTH).fill_null(False)
    # a share of the homes to be built is told of a plan, whether it is named or not
    homes = pl.col("indicator").str.starts_with("housing.") & (pl.col("unit") == "percent")
    rate = ((pl.col("indicator") == "capital.disbursement_rate") | homes).fill_null(False)
    of_rate = pl.col("indicator").str.contains(RATES).fill_null(False)
    # what is told in the last days of its period is told as over
    past = (pl.col("due") <= pl.col("published")).fill_null(False) | pl.col("due_closing")
    beside = pl.col("due_source").is_in(["clause", "sentence"])
    ahead = (pl.col("due") > pl.col("published")).fill_null(False) & beside & ~pl.col("due_closing")
    # "جو اس وقت تقریباً 41,5 فیصد ہے": a level of today inside a demand
    now = (
        ((pl.col("due_anchor") == "to_date") | (pl.col("told_beside") & (pl.col("told") == pl.col("published"))))
        & pl.col("verb").is_in(["present", "result"]).fill_null(True)
    ).fill_null(False)
    norm = pl.col("per").is_in(table["context"]["per"]) & (pl.col("unit") != "count")
    planned = pl.col("indicator").is_in(table["by_indicator"]["target"]).fill_null(False)
    assigned = pl.col("indicator").is_in(table["by_indicator"]["achievement"]).fill_null(False)
    goal = (
        pl.col("opening")
        | (pl.col("lead") == "target").fill_null(False)
        | (pl.col("verb") == "target").fill_null(False)
    )
    goal = (goal & ~now) | pl.col("named_goal")
    plain_future = pl.col("verb").is_in(["future", "subjunctive", "infinitive"]).fill_null(False)
    present = (pl.col("verb") == "present").fill_null(False)
    either = (pl.col("verb") == "either").fill_null(False)
    this_year_end = (
        (pl.col("due").dt.year() == pl.col("published").dt.year())
        & (pl.col("published").dt.month() >= _YEAR_END)
        & (pl.col("due_grain") != "day")
    ).fill_null(False)
    money_aside = (
        pl.col("aside")
        & ~pl.col("named_goal")
        & pl.col("motion").is_null()
        & pl.col("indicator").str.contains(r"^(?:capital|housing|econ)\.").fill_null(False)
    )
    # a measure that names its own indicator is none of the sizes and costs that are told in passing
    named = (
        (pl.col("indicator_from") == "own")
        & (pl.col("indicator_score") >= _NAMED)
        & ~pl.col("unit").is_in(["count", "km"])
    )
    # "فی 10,000 باشندے 15 ڈاکٹر" is a rate
    rated = pl.col("per").str.contains(r"^[0-9]").fill_null(False)
    # "ساڑھے تین ہزار اراکین نے 14 ہزار کام کے دن دیے"
    did = pl.col("acts") & pl.col("strong")
    incidental = pl.col("incidental") & ~named.fill_null(False) & ~rated & ~did
    # a plan that is larger than another plan is compared, not attained
    over_plan = pl.col("over_plan") & ~planned
    houses = pl.col("indicator").str.starts_with("housing.").fill_null(False)
    of_need = houses & pl.col("restated")
    share_of_plan = of_need | pl.col("of_plan") | over_plan | (pl.col("equals") & ~pl.col("of_period")) | money_aside
    moved = pl.col("motion").is_not_null() & ~growth
    differs = moved & (
        (pl.col("unit").is_in(["percent", "percentage_point", "times"]))
        | (pl.col("motion_distance") <= 3)
        | pl.col("compared")
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
        .when(pl.col("threshold"))
        .then(pl.lit("context"))
        .when(
            share_of_plan
            & ~((pl.col("opening") | pl.col("verb").is_in(["target", "subjunctive"]).fill_null(False)) & ahead)
        )
        .then(pl.lit("attainment"))
        .when(
            moved
            & of_rate
            & ~pl.col("explains")
            & (goal | (ahead & ~pl.col("compared")))
            & (pl.col("verb").fill_null("target") != "result")
        )
        .then(pl.lit("target"))
        # "یعنی 0.85 فیصد پوائنٹ کی کمی" tells the figure before it in other words
        .when(pl.col("explains") & differs)
        .then(pl.lit("change"))
        .when(((pl.col("unit") == "times") | pl.col("of_period") | differs) & ~(goal & ahead))
        .then(pl.lit("change"))
        .when(
            incidental
            | (pl.col("structure") & ~named.fill_null(False) & ~rated)
            | (
                pl.col("incidental_weak")
                & ~(goal & ahead)
                & ~pl.col("indicator_from").is_in(["own", "sentence", "behind"]).fill_null(False)
            )
        )
        .then(pl.lit("context"))
        .when(norm | pl.col("prize"))
        .then(pl.lit("context"))
        .when(assigned)
        .then(pl.lit("achievement"))
        .when(planned)
        .then(pl.lit("target"))
        .when(estimate & ~goal)
        .then(pl.lit("achievement"))
        .when((goal & ~result_of_the_past) | pl.col("named_goal"))
        .then(pl.lit("target"))
        .when(rate & (~ahead | now | (pl.col("verb") == "result").fill_null(False)))
        .then(pl.lit("attainment"))
        .when(
            (plain_future | pl.col("verb").is_null())
            & ahead
            & this_year_end
            & ~pl.col("due_anchor").is_in(["before", "end"])
        )
        .then(pl.lit("achievement"))
        # "پوری مدت میں … ہے": what may mean the term that ends or the next one is the one that ends
        .when(present & (pl.col("due_at") == pl.col("told_at")) & (pl.col("told") < pl.col("due")))
        .then(pl.lit("achievement"))
        .when((present | either) & ahead & this_year_end & (pl.col("due_anchor") != "before").fill_null(True))
        .then(pl.lit("achievement"))
        .when(present & ahead & ~pl.col("due_beside"))
        .then(pl.lit("achievement"))
        .when(ahead & ~now & (pl.col("verb") != "result").fill_null(pl.col("due_beside")))
        .then(pl.lit("target"))
        .when(past)
        .then(pl.lit("achievement"))
        .when(plain_future)
        .then(pl.lit("target"))
        .when(pl.col("verb").is_in(["result", "present", "either"]))
        .then(pl.lit("achievement"))
    )
    sentence = [*PARAGRAPH, "sent"]
    decided = mentions.with_columns(_own=own).sort(*PARAGRAPH, "t_start")
    # once a paragraph has put what is over into the future tense, its next futures without a time tell results too
    told_as_future = (plain_future & (pl.col("_own") == "achievement")).cum_max().shift(1).over(PARAGRAPH)
    undated = ~pl.col("due_source").is_in(["clause", "sentence"]).fill_null(False)
    echoes = plain_future & undated & told_as_future.fill_null(False) & (pl.col("_own") == "target") & ~goal
    decided = decided.with_columns(_own=pl.when(echoes).then(pl.lit("achievement")).otherwise("_own"))
    level = pl.when(pl.col("_own").is_in(["target", "achievement"])).then("_own")
    return decided.with_columns(
        role=pl.coalesce(
            "_own",
            level.forward_fill().over(sentence),
            level.backward_fill().over(sentence),
            level.forward_fill().over(PARAGRAPH),
            pl.when(ahead).then(pl.lit("target")),
            pl.lit("achievement"),
        ),
        role_from=pl.when(pl.col("_own").is_not_null()).then(pl.lit("own")).otherwise(pl.lit("list")),
    ).drop("_own")


def with_context(mentions: pl.DataFrame) -> pl.DataFrame:
    """Make figures without an indicator context where nothing but a weak verb made them results."""
    no_goal = (pl.col("role") == "target") & ~pl.col("opening") & (pl.col("verb") != "target").fill_null(True)
    # a share in a list of goals is one, although no indicator names it
    no_goal &= ~((pl.col("unit") == "percent") & (pl.col("role_from") == "list"))
    # what happened to one person, told with an age or a title, is no result of a programme
    # a part of what was achieved was achieved: "132 نوجوان بیرون ملک گئے، جن میں وان کیو نسل کے 58 ہیں"
    before = pl.col("role").shift(1).over("article_id") == "achievement"
    part = (pl.col("is_part") & (pl.col("unit") == "count") & before).fill_null(False)
    # what is measured in one unit and one sentence was done alike: "نا ری نے 612 ہیکٹر، چو موئی نے 540 ہیکٹر لگائے"
    # (sums of money are told of many things at once)
    measure = ~pl.col("unit").is_in(["count", "percent", "percentage_point", "times"])
    measure &= ~pl.col("unit").str.contains("^[A-Z]{3}$")
    alike = measure & (pl.col("strong") & measure).any().over([*PARAGRAPH, "sent", "unit"])
    # "109/109 کمیون، وارڈ اور قصبے": so many of so many is what was reached
    reached = pl.col("out_of").is_not_null() & (pl.col("unit") == "count")
    told = pl.col("strong") | pl.col("done") | part | alike | reached
    unnamed = pl.col("indicator").is_null() & (~told | pl.col("anecdote"))
    idle = unnamed & ((pl.col("role") == "achievement") | no_goal)
    context = (pl.col("role") == "context") | idle
    return mentions.with_columns(
        role=pl.when(context).then(pl.lit("context")).otherwise("role"),
        # a threshold keeps the indicator whose groups it tells apart
        indicator=pl.when(~context | pl.col("threshold")).then("indicator"),
    )
