"""Role of each figure: target, achievement, attainment, change or context."""

from __future__ import annotations

from typing import Final

import polars as pl

from warehouse.figures.cues import cue_spans
from warehouse.figures.near import near
from warehouse.figures.signs import RATES
from warehouse.lexicon import Lexicon

PARAGRAPH: Final = ["article_id", "p"]

GROWTH: Final = r"^econ\.(?:growth|cpi|\w+_growth)$"
"""Indicators that are growth themselves: their rise or fall is a result, no change (annotation.md)."""

_NOUN_REACH: Final = 3
"""Words between a number and the counted noun that makes it incidental."""

_CHAIN: Final = {"target": 6, "future": 4, "subjunctive": 3}
"""Words by which the end of a chain of verbs outranks the participle before it ("کھول دیا جائے گا")."""

DUE_BESIDE: Final = 30
"""Characters between a date and the figure that it governs even in the present tense ("2030 تک دس لاکھ ہے")."""

_OPENER_REACH: Final = 4
"""Words between a goal and the colon or "کہ" that opens it ("ہدف مقرر کیا ہے کہ")."""

_YEAR_END: Final = 10
"""Month from which a plain future about the running year tells an expected result, not a goal (annotation.md)."""


def with_cues(mentions: pl.DataFrame, tokens: pl.DataFrame, counts: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Add the cues that govern each figure.

    `verb` (target, estimate, future, subjunctive, result): the nearest cue behind it in its clause, the figures of a
    list sharing the verb of the last. `lead` (target, estimate): a noun before it in its part of the clause.
    `opening`: a goal that a colon or "کہ" opens before it in its sentence. `strong`: something was done. `incidental`,
    `incidental_weak`, `threshold`: what is counted, or what is said of it, makes it context.
    """
    verbs = near(mentions, cue_spans(tokens, "verb", lexicon), counts)
    behind = verbs.filter(
        (pl.col("side") == "after")
        & pl.col("same_sent")
        & pl.col("same_clause")
        & (pl.col("turns") == 0)
        & ~_inside_bracket()
    )
    # an infinitive governs only where no finite verb follows: "کم کرنے کی کوشش کرتا ہے" is a goal by its last words
    # and the last of a chain decides: "حوالے کیے جانے کی توقع ہے"
    finite = behind.with_columns(
        loose=(pl.col("cue") == "infinitive"),
        reached=pl.col("distance") + 10 * pl.col("commas") - pl.col("cue").replace_strict(_CHAIN, default=0),
    )
    verb = finite.sort("m", "loose", "reached", "distance").unique("m", keep="first", maintain_order=True)
    leads = near(mentions, cue_spans(tokens, "lead", lexicon), counts).filter(
        (pl.col("side") == "before") & pl.col("same_sent")
    )
    lead = (
        leads.filter((pl.col("between") == 0) & (pl.col("commas") == 0) & pl.col("same_clause"))
        .sort("m", "distance")
        .unique("m", keep="first", maintain_order=True)
    )
    goals = near(mentions, cue_spans(tokens, "announced", lexicon), counts).filter(
        (pl.col("side") == "before") & pl.col("same_sent")
    )
    strong = near(mentions, cue_spans(tokens, "strong", lexicon), counts).filter(
        pl.col("same_clause")
        & (pl.col("between") <= 1)
        & (pl.col("commas") == 0)
        & (pl.col("distance") <= 5 * _NOUN_REACH)
    )
    incidental = _incidental(mentions, tokens, counts, lexicon)
    flags = {
        "opening": _announced(goals, tokens, lexicon),
        "strong": strong,
        "incidental": incidental.filter(pl.col("key") != "weak_after"),
        "incidental_weak": incidental.filter(pl.col("key") == "weak_after"),
        "threshold": _thresholds(mentions, tokens, counts, lexicon),
    }
    return (
        mentions.join(
            verb.select("m", verb="cue", verb_distance="distance", verb_start="o_start", verb_end="o_end"),
            on="m", how="left", maintain_order="left",
        )
        .join(lead.select("m", lead="cue"), on="m", how="left", maintain_order="left")
        .with_columns(*[pl.col("m").is_in(frame["m"].unique().implode()).alias(name) for name, frame in flags.items()])
    )  # fmt: skip


def _inside_bracket() -> pl.Expr:
    return pl.col("bracket") & (pl.col("between") > 0)


def _announced(goals: pl.DataFrame, tokens: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Keep goals that a colon or "کہ" opens: all that follows in the sentence is a goal, item after item."""
    target = lexicon.table("roles.toml")["target"]
    openers = tokens.filter(pl.col("norm").is_in(target["openers"])).select(*PARAGRAPH, opener="t", opened_by="norm")
    return goals.join(openers, on=PARAGRAPH).filter(
        (pl.col("opener") - pl.col("o_end")).is_between(0, _OPENER_REACH)
        & (pl.col("opener") < pl.col("t_start"))
        & ((pl.col("opened_by") == ":") | ~pl.col("phrase").is_in(target["colon_only"]))
    )


def _incidental(mentions: pl.DataFrame, tokens: pl.DataFrame, counts: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Find figures that what they count, measure or are said to do makes incidental: `m`, `key` of `roles.toml`."""
    beside = pl.col("same_clause") & (pl.col("between") == 0) & (pl.col("commas") == 0)
    shares = mentions.filter(pl.col("unit") == "percent").select("m")
    nouns = near(mentions, cue_spans(tokens, "incidental", lexicon), counts).filter(
        (pl.col("side") == "after")
        & beside
        & (pl.col("distance") <= pl.when(pl.col("m").is_in(shares["m"].implode())).then(1).otherwise(_NOUN_REACH))
    )
    subjects = near(mentions, cue_spans(tokens, "incidental_subject", lexicon), counts).filter(
        (pl.col("side") == "before") & beside & (pl.col("distance") <= _NOUN_REACH + 1)
    )
    subjects = subjects.join(shares.with_columns(key=pl.lit("population")), on=["m", "key"], how="anti")
    said = near(mentions, cue_spans(tokens, "incidental_after", lexicon), counts).filter(
        (pl.col("side") == "after")
        & pl.col("same_clause")
        & (pl.col("between") <= 1)
        & (pl.col("commas") == 0)
        & (pl.col("distance") <= 2 * _NOUN_REACH)
    )
    return pl.concat([frame.select("m", "key") for frame in (nouns, subjects, said)]).unique()


def _thresholds(mentions: pl.DataFrame, tokens: pl.DataFrame, counts: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    bounds = mentions.filter((pl.col("unit") == "percent") & pl.col("comparator").is_in(["lt", "gt"]))
    return near(bounds, cue_spans(tokens, "threshold", lexicon), counts).filter(
        (pl.col("side") == "after")
        & pl.col("same_clause")
        & (pl.col("commas") == 0)
        & (pl.col("distance") <= 2 * _NOUN_REACH + 1)
        & (pl.col("between") == 0)
    )


def with_role(mentions: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Add `role` and `role_from` from comments, cues, indicator and the period that governs the figure.

    Needs `due` and `due_anchor` (the governing period's end and kind), `published`. The dates decide over the verb:
    finished years stand in the future tense.
    """
    table = lexicon.table("roles.toml")
    growth = pl.col("indicator").str.contains(GROWTH).fill_null(False)
    rate = pl.col("indicator") == "capital.disbursement_rate"
    of_rate = pl.col("indicator").str.contains(RATES).fill_null(False)
    past = (pl.col("due") <= pl.col("published")).fill_null(False)
    ahead = (pl.col("due") > pl.col("published")).fill_null(False) & pl.col("due_source").is_in(["clause", "sentence"])
    # "جو اس وقت تقریباً 41,5 فیصد ہے": a level of today inside a demand
    now = (
        ((pl.col("due_anchor") == "to_date") | (pl.col("told_beside") & (pl.col("told") == pl.col("published"))))
        & pl.col("verb").is_in(["present", "result"]).fill_null(True)
    ).fill_null(False)
    norm = pl.col("per").is_in(table["context"]["per"]) & (pl.col("unit") != "count")
    planned = pl.col("indicator").is_in(table["by_indicator"]["target"])
    assigned = pl.col("indicator").is_in(table["by_indicator"]["achievement"])
    goal = (
        pl.col("opening")
        | (pl.col("lead") == "target").fill_null(False)
        | (pl.col("verb") == "target").fill_null(False)
    )
    goal = goal & ~now
    plain_future = pl.col("verb").is_in(["future", "subjunctive", "infinitive"]).fill_null(False)
    this_year_end = (
        (pl.col("due").dt.year() == pl.col("published").dt.year())
        & (pl.col("published").dt.month() >= _YEAR_END)
        & (pl.col("due_grain") != "day")
    ).fill_null(False)
    money_aside = (
        pl.col("aside")
        & pl.col("motion").is_null()
        & pl.col("indicator").str.contains(r"^(?:capital|housing|econ)\.").fill_null(False)
    )
    # a plan that is larger than another plan is compared, not attained
    over_plan = pl.col("over_plan") & ~planned
    share_of_plan = pl.col("of_plan") | over_plan | (pl.col("equals") & ~pl.col("of_period")) | money_aside
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
        .when(pl.col("threshold"))
        .then(pl.lit("context"))
        .when(share_of_plan & ~((pl.col("opening") | (pl.col("verb") == "target").fill_null(False)) & ahead))
        .then(pl.lit("attainment"))
        .when(
            moved & of_rate & (goal | (ahead & ~pl.col("compared"))) & (pl.col("verb").fill_null("target") != "result")
        )
        .then(pl.lit("target"))
        .when(((pl.col("unit") == "times") | pl.col("of_period") | differs) & ~(goal & ahead))
        .then(pl.lit("change"))
        .when(
            pl.col("incidental")
            | (
                pl.col("incidental_weak")
                & ~pl.col("indicator_from").is_in(["own", "sentence", "behind"]).fill_null(False)
            )
        )
        .then(pl.lit("context"))
        .when(norm)
        .then(pl.lit("context"))
        .when(assigned)
        .then(pl.lit("achievement"))
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
        .when((pl.col("verb") == "present").fill_null(False) & ahead & ~pl.col("due_beside"))
        .then(pl.lit("achievement"))
        .when(ahead & ~now & (pl.col("verb").fill_null("future") != "result"))
        .then(pl.lit("target"))
        .when(past)
        .then(pl.lit("achievement"))
        .when(plain_future)
        .then(pl.lit("target"))
        .when(pl.col("verb").is_in(["result", "present"]))
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
    no_goal = (pl.col("role") == "target") & ~pl.col("opening") & (pl.col("verb") != "target").fill_null(True)
    unnamed = pl.col("indicator").is_null() & ~pl.col("strong")
    idle = unnamed & ((pl.col("role") == "achievement") | no_goal)
    context = (pl.col("role") == "context") | idle
    return mentions.with_columns(
        role=pl.when(context).then(pl.lit("context")).otherwise("role"),
        # a threshold keeps the indicator whose groups it tells apart
        indicator=pl.when(~context | pl.col("threshold")).then("indicator"),
    )
