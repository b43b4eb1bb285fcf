"""The cue words that govern each figure."""

from __future__ import annotations

from typing import Final

import polars as pl

from warehouse.figures.cues import cue_spans
from warehouse.figures.near import near
from warehouse.figures.roles.bodies import bounded, ranked
from warehouse.figures.roles.structure import structures
from warehouse.lexicon import Lexicon

PARAGRAPH: Final = ["article_id", "p"]

_NOUN_REACH: Final = 3
"""Words between a number and the counted noun that makes it incidental."""

_CHAIN: Final = {"target": 6, "future": 4, "subjunctive": 3}
"""Words by which the end of a chain of verbs outranks the participle before it ("کھول دیا جائے گا")."""

_ACTS: Final = 6
"""Words from a number to the "نے" that makes what it counts an agent."""


_NAMED_REACH: Final = 2
"""Small words between the word for a goal and its figure ("ہدف صرف 5")."""

_OPENER_REACH: Final = 4
"""Words between a goal and the colon or "کہ" that opens it ("ہدف مقرر کیا ہے کہ")."""


def with_cues(mentions: pl.DataFrame, tokens: pl.DataFrame, counts: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Add the cues that govern each figure.

    `verb` (target, estimate, future, subjunctive, result): the nearest cue behind it in its clause, the figures of a
    list sharing the verb of the last. `lead` (target, estimate): a noun before it in its part of the clause.
    `opening`: a goal that a colon or "کہ" opens before it in its sentence. `named_goal`: the word for
    a goal stands right beside it. `acts`: what it counts does something. `anecdote`: its sentence is about a person.
    `structure`: it describes a place. `strong`: something was done.
    `incidental`, `incidental_weak`, `threshold`, `prize`: what is counted, or what is said of it, makes it context.
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
    in_order = finite.sort("m", "loose", "reached", "distance", "o_start", "o_end")
    verb = in_order.unique("m", keep="first", maintain_order=True)
    leads = near(mentions, cue_spans(tokens, "lead", lexicon), counts).filter(
        (pl.col("side") == "before") & pl.col("same_sent")
    )
    lead = (
        leads.filter((pl.col("between") == 0) & (pl.col("commas") == 0) & pl.col("same_clause"))
        .sort("m", "distance", "o_start", "o_end")
        .unique("m", keep="first", maintain_order=True)
    )
    named = _named_goals(mentions, tokens, counts, lexicon)
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
    bounds = bounded(mentions, tokens, counts, lexicon)
    money = mentions.filter(pl.col("unit").str.contains("^[A-Z]{3}$"))
    prizes = near(money, cue_spans(tokens, "prize", lexicon), counts).filter(
        (pl.col("side") == "after") & (pl.col("distance") <= 1) & (pl.col("between") == 0)
    )
    agents = tokens.filter(pl.col("norm").is_in(lexicon.table("grammar.toml")["agent"])).with_columns(
        t_start="t", t_end=pl.col("t") + 1
    )
    acting = near(mentions, agents.select(*PARAGRAPH, "sent", "clause", "t_start", "t_end"), counts).filter(
        (pl.col("side") == "after") & pl.col("same_clause") & (pl.col("between") == 0) & (pl.col("distance") <= _ACTS)
    )
    flags = {
        "acts": acting,
        "opening": _announced(goals, tokens, lexicon),
        "named_goal": named,
        "structure": structures(mentions, tokens, counts, lexicon),
        "anecdote": _anecdotes(mentions, tokens, lexicon),
        "strong": pl.concat([strong.select("m"), bounds.select(m="group"), ranked(mentions, tokens, counts, lexicon)]),
        "incidental": incidental.filter(pl.col("key") != "weak_after"),
        "incidental_weak": incidental.filter(pl.col("key") == "weak_after"),
        "threshold": pl.concat([_thresholds(mentions, tokens, counts, lexicon).select("m"), bounds["m"].to_frame()]),
        "prize": prizes,
    }
    return (
        mentions.join(
            verb.select(
                "m", verb="cue", verb_phrase="phrase", verb_distance="distance", verb_start="o_start", verb_end="o_end"
            ),
            on="m", how="left", maintain_order="left",
        )
        .join(
            lead.select("m", lead="cue", lead_start="o_start", lead_end="o_end"),
            on="m", how="left", maintain_order="left",
        )
        .with_columns(*[pl.col("m").is_in(frame["m"].unique().implode()).alias(name) for name, frame in flags.items()])
    )  # fmt: skip


def _inside_bracket() -> pl.Expr:
    return pl.col("bracket") & (pl.col("between") > 0)


def _named_goals(mentions: pl.DataFrame, tokens: pl.DataFrame, counts: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Find figures that the word for a goal stands right beside: "جبکہ ہدف 92% تھا", "8 فیصد ہدف سے پیچھے"."""
    beside = pl.col("same_clause") & (pl.col("between") == 0) & (pl.col("commas") == 0)
    # nothing but a small word between: "ہدف سے 5 زیادہ" compares with the goal, "قومی ہدف پروگراموں کا" is a name
    small = tokens.filter(pl.col("norm").is_in(lexicon.table("roles.toml")["attainment"]["small"]))
    naming = near(mentions, cue_spans(tokens, "naming", lexicon), counts).filter(
        (pl.col("side") == "before") & pl.col("same_sent") & (pl.col("distance") <= _NAMED_REACH)
    )
    # "قرارداد کے ہدف (6-8%/سال)"
    brackets = tokens.filter(pl.col("norm") == "(")
    small = pl.concat([small, brackets])
    led = naming.join(small.select(*PARAGRAPH, o_end="t"), on=[*PARAGRAPH, "o_end"], how="semi")
    before = pl.concat([naming.filter(pl.col("distance") == 0), led])
    behind = near(mentions, cue_spans(tokens, "tail", lexicon), counts).filter(
        (pl.col("side") == "after") & beside & (pl.col("distance") <= 1)
    )
    return pl.concat([before.select("m"), behind.select("m")]).unique()


def _anecdotes(mentions: pl.DataFrame, tokens: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Find figures in sentences about one person: "41 سالہ گیانگ اے تو نے … 50 ملین VND ادھار لے کر"."""
    person = lexicon.table("roles.toml")["person"]
    years = pl.col("norm").shift(1).cast(pl.Int32, strict=False)
    aged = pl.col("norm").is_in(person["aged"]) & (years >= person["youngest"]) & (pl.col("t") > 0)
    said = tokens.filter(aged.fill_null(False) | pl.col("norm").is_in(person["titles"]))
    return mentions.join(said.select(*PARAGRAPH, "sent").unique(), on=[*PARAGRAPH, "sent"], how="semi")


def _announced(goals: pl.DataFrame, tokens: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Keep goals that a colon or "کہ" opens: all that follows in the sentence is a goal, item after item."""
    target = lexicon.table("roles.toml")["target"]
    openers = tokens.filter(pl.col("norm").is_in(target["openers"])).select(*PARAGRAPH, opener="t", opened_by="norm")
    behind = goals.with_columns(
        opener=pl.concat_list([pl.col("o_end") + step for step in range(_OPENER_REACH + 1)]).cast(pl.List(pl.Int32))
    ).explode("opener")
    return behind.join(openers, on=[*PARAGRAPH, "opener"]).filter(
        (pl.col("opener") < pl.col("t_start"))
        & ((pl.col("opened_by") == ":") | ~pl.col("phrase").is_in(target["colon_only"]))
    )


def _incidental(mentions: pl.DataFrame, tokens: pl.DataFrame, counts: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Find figures that what they count, measure or are said to do makes incidental: `m`, `key` of `roles.toml`."""
    beside = pl.col("same_clause") & (pl.col("between") == 0) & (pl.col("commas") == 0)
    shares = mentions.filter(pl.col("unit") == "percent").select("m")
    # "45 سے زائد اداروں کے نمائندے": the comparator stands between
    bounded = mentions.filter(pl.col("comparator") != "eq")["m"].implode()
    reach = _NOUN_REACH + pl.when(pl.col("m").is_in(bounded)).then(2).otherwise(0)
    nouns = near(mentions, cue_spans(tokens, "incidental", lexicon), counts).filter(
        (pl.col("side") == "after")
        & beside
        & ((pl.col("key") != "size") | (pl.col("distance") == 0))
        & (pl.col("distance") <= pl.when(pl.col("m").is_in(shares["m"].implode())).then(1).otherwise(reach))
    )
    subjects = near(mentions, cue_spans(tokens, "incidental_subject", lexicon), counts).filter(
        (pl.col("side") == "before") & beside & (pl.col("distance") <= _NOUN_REACH + 1)
    )
    subjects = subjects.join(shares.with_columns(key=pl.lit("population")), on=["m", "key"], how="anti")
    said = near(mentions, cue_spans(tokens, "incidental_after", lexicon), counts).filter(
        (pl.col("side") == "after")
        & pl.col("same_clause")
        & (pl.col("between") <= 1)
        & (
            ((pl.col("commas") == 0) & (pl.col("distance") <= 2 * _NOUN_REACH))
            # "96 کمیونز، وارڈز اور خصوصی زون سے آن لائن منسلک"
            | ((pl.col("key") == "meeting") & (pl.col("commas") <= 2) & (pl.col("distance") <= 3 * _NOUN_REACH))
        )
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
