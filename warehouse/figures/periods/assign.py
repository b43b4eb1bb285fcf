"""Choose the expression that governs each mention, and make its period from it."""

from __future__ import annotations

from typing import Final

import polars as pl

from warehouse.figures.periods.bonds import with_bonds
from warehouse.figures.periods.dates import dated
from warehouse.figures.periods.scopes import in_scopes
from warehouse.figures.periods.sections import with_sections
from warehouse.figures.periods.spans import at_events, governing, with_parts, words_of
from warehouse.lexicon import Lexicon

ADDED: Final = [
    "period_start", "period_end", "period_source",
    "period_evidence_p", "period_evidence_char_start", "period_evidence_char_end", "period_evidence_text",
]  # fmt: skip

_REACH: Final = 4
"""Tokens between a figure and the time that follows it ("9,438 یونٹس 2026 میں"), and between two levels."""

_RESULTS: Final = ["achievement", "attainment"]


def governors(spans: pl.DataFrame, tokens: pl.DataFrame, articles: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Mark what each span of `time_spans` may govern, once for all that is asked of a text (see `governing`)."""
    return governing(with_sections(spans, spans, tokens, lexicon), tokens, articles, lexicon)


def with_period(
    mentions: pl.DataFrame, spans: pl.DataFrame, tokens: pl.DataFrame, articles: pl.DataFrame, lexicon: Lexicon
) -> pl.DataFrame:
    """Add the period of each mention, and the expression it rests on.

    `mentions` has the span columns, `role`, `basis`, `indicator`, `unit`; `spans` is what `governors` gives.
    Adds `period_start`, `period_end`, `period_source` (clause, sentence, paragraph, article, publication, none) and
    `period_evidence_p`, `_char_start`, `_char_end`, `_text`. The rules are those of annotation.md, "The fields".
    """
    told = mentions.with_row_index("_m").pipe(with_parts, tokens, lexicon).pipe(with_sections, spans, tokens, lexicon)
    marked = with_bonds(spans, told, tokens, lexicon)
    tied = marked.filter("is_tied").select(_m="tied", _tied="_s").unique("_m", keep="last", maintain_order=True)
    rows = (
        told.pipe(at_events, tokens, lexicon)
        .pipe(at_events, tokens, lexicon, listed="same_event", name="at_same_event")
        .pipe(at_events, tokens, lexicon, listed="completion", name="on_completion")
        .pipe(in_scopes, marked)
        .join(tied, on="_m", how="left", maintain_order="left")
        .pipe(_second_levels, marked, lexicon)
        .pipe(_chosen, marked, lexicon)
    )
    return dated(rows, marked, articles, lexicon).sort("_m").select(*mentions.columns, *ADDED)


def _with(rows: pl.DataFrame, spans: pl.DataFrame, on: str, columns: dict[str, str]) -> pl.DataFrame:
    """Join columns of the span whose number stands in `on`."""
    wanted = spans.select("_s", **{new: pl.col(old) for new, old in columns.items()})
    return rows.join(wanted, left_on=on, right_on="_s", how="left", maintain_order="left")


def _second_levels(rows: pl.DataFrame, spans: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Flag the first of two levels ("15.29 فیصد سے 8.16 فیصد"): it is as of the time before the last one named."""
    neighbour = pl.col("t_start").shift(-1).over(["article_id", "p", "sent"]) - pl.col("t_end")
    leads = (
        pl.col("_after").is_in(words_of(lexicon, "levels"))
        & (neighbour <= _REACH)
        & (pl.col("basis") == "stock")
        & pl.col("role").is_in(_RESULTS)
        & (pl.col("role").shift(-1).over(["article_id", "p", "sent"]) == pl.col("role"))
    )
    same = pl.col("before_sentence_near_stock").shift(-1) == pl.col("before_sentence_near_stock")
    return rows.sort("article_id", "p", "t_start").with_columns(
        leads=leads.fill_null(False), earlier_level=pl.when(leads & same).then("previous_stock")
    )


def _chosen(rows: pl.DataFrame, spans: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Add `_s`, the span that governs, `_base` for changes, `source`, and `far` (another sentence named the time)."""
    is_target, is_change = pl.col("role") == "target", pl.col("role") == "change"
    is_stock = pl.col("basis") == "stock"
    based = pl.col("before_sentence_is_base").is_not_null()

    def of(target: str, stock: str, flow: str, change: pl.Expr) -> pl.Expr:
        return pl.when(is_target).then(target).when(is_change).then(change).when(is_stock).then(stock).otherwise(flow)

    def nearest(scope: str, target: str) -> pl.Expr:
        # "by the end of November …, up 412 since the start of the year": the moment it is told for, then the start
        change = pl.coalesce(f"{scope}_near_moment", f"{scope}_near_flow")
        return of(f"{scope}_{target}", f"{scope}_near_stock", f"{scope}_near_flow", change)

    def inherited(scope: str, target: str) -> pl.Expr:
        stock, flow = f"{scope}_far_stock", f"{scope}_far_flow"
        # what is compared with a base comments on the level told last
        change = pl.when(based).then(pl.max_horizontal(flow, stock)).otherwise(pl.coalesce(flow, stock))
        return of(f"{scope}_{target}", stock, flow, change)

    rows = rows.with_columns(
        _clause=nearest("before_clause", "clause_target"),
        _after_clause=of(
            "after_clause_after_target",
            "after_clause_after_stock",
            "after_clause_after_flow",
            pl.min_horizontal("after_clause_after_stock", "after_clause_after_flow"),
        ),
        _sentence=pl.coalesce(
            of("head_near_target", "head_near_stock", "head_near_flow", pl.col("head_near_flow")),
            nearest("before_sentence", "near_target"),
        ),
        _paragraph=inherited("before_paragraph", "near_target"),
        _article=inherited("before_article", "lede_plan"),
    )
    rows = _with(rows, spans, "_clause", {"_clause_part": "part_end", "_clause_funds": "of_funds"})
    rows = _with(rows, spans, "_after_clause", {"_after_part": "part", "_after_t": "t_start"})
    rows = _with(
        rows,
        spans,
        "before_sentence_is_base",
        {"_base_end_t": "t_end", "_base_part": "part_end", "_base_anchor": "anchor", "_base_runs": "is_running_year"},
    )
    rows = _with(rows, spans, "after_clause_is_base", {"_next_base_part": "part"})
    behind = (pl.col("_after_part") == pl.col("part_end")) & ~pl.col("leads")
    close = behind & (pl.col("_after_t") - pl.col("t_end") <= _REACH)
    of_funds = (is_target & pl.col("_clause_funds")).fill_null(False)
    apart = pl.col("_clause").is_null() | (pl.col("_clause_part") != pl.col("part")) | of_funds
    of_base = (
        ~is_change
        & ~is_target
        & (pl.col("_base_anchor") == "in")
        & (pl.col("t_start") - pl.col("_base_end_t")).is_between(0, _REACH)
        & (pl.col("_base_part") == pl.col("part"))
    )
    # "گزشتہ سال کی اسی مدت میں ڈونگ نائی کی تقسیم کی شرح 45.1% تک پہنچی تھی"
    in_base = (pl.col("_base_anchor") == "in") & (pl.col("_base_part") == pl.col("part"))
    far_base = ~is_change & ~is_target & in_base
    awarded = pl.col("indicator").is_in(lexicon.table("times/context.toml")["event_indicators"]) & ~is_target
    near = pl.coalesce("_clause", "_sentence", "_after_clause").is_not_null()
    counted = (pl.col("role") == "achievement") & (pl.col("basis") == "flow") & pl.col("at_same_event")
    ceremony = (((awarded & pl.col("at_event")) | counted) & ~near).fill_null(False)
    result_flow = pl.col("role").is_in(_RESULTS) & (pl.col("basis") == "flow")
    is_level = pl.col("role").is_in(_RESULTS) & is_stock
    # "for 2026 the plan is 41 trillion, 13 % more than this year": planned, so for the time ahead
    planned = pl.when(is_change & pl.col("_base_runs")).then(
        pl.coalesce("before_clause_clause_target", "before_sentence_near_target")
    )
    undated = (is_target & pl.col("on_completion") & ~near).fill_null(False)
    options = [
        ("sentence", planned),
        ("clause", pl.col("_tied")),
        ("clause", pl.when(of_base).then("before_sentence_is_base")),
        ("sentence", pl.col("earlier_level")),
        ("article", pl.when(ceremony).then("event_day")),
        ("clause", pl.when(close & apart).then("_after_clause")),
        ("clause", pl.col("_clause")),
        ("clause", pl.when(far_base).then("before_sentence_is_base")),
        ("clause", pl.when(behind).then("_after_clause")),
        ("sentence", pl.col("_sentence")),
        ("paragraph", pl.when(~ceremony).then("_paragraph")),
        ("paragraph", pl.when(result_flow).then("before_paragraph_aside_flow")),
        ("clause", pl.when(~pl.col("leads") & ~is_level).then("_after_clause")),
        ("article", pl.col("_alike")),
        ("article", pl.when(~ceremony).then("_article")),
        ("clause", pl.when(~pl.col("leads")).then("_after_clause")),
        ("article", pl.when(awarded).then("event_day")),
        # a goal without a time of its own is for the time that its sentence tells of
        ("sentence", pl.when(is_target).then(pl.coalesce("before_sentence_near_flow", "before_sentence_near_stock"))),
    ]
    # a target without a time is for what the article last gave for its indicator ("of which Nghe An 12,640")
    own = pl.coalesce("_clause", pl.when(close).then("_after_clause"), "_sentence", "_paragraph")
    alike = pl.when(is_target & pl.col("indicator").is_not_null()).then(own)
    rows = rows.with_columns(
        _alike=pl.when(is_target).then(alike.forward_fill().over("article_id", "indicator")),
    )
    growth = words_of(lexicon, "growth_indicators")
    of_base_near = (pl.col("role") == "achievement") & (pl.col("_base_part") == pl.col("part"))
    context = pl.col("role") == "context"
    measured = pl.col("unit").is_in(lexicon.table("times/context.toml")["dated_context"])
    norm = pl.col("_after") == "/"
    of_context = pl.when(measured & ~norm.fill_null(False)).then(
        pl.coalesce("before_clause_near_flow", pl.when(behind).then("after_clause_after_flow"))
    )
    return rows.with_columns(
        _s=pl.when(context).then(of_context).when(~undated).then(pl.coalesce(option for _, option in options)),
        source=pl.when(context)
        .then(pl.when(of_context.is_not_null()).then(pl.lit("clause")))
        .when(~undated)
        .then(pl.coalesce(pl.when(option.is_not_null()).then(pl.lit(name)) for name, option in options)),
        awarded=awarded.fill_null(False),
        _since=pl.when(is_change).then("before_clause_is_since"),
        _base=pl.when(is_change | (pl.col("indicator").is_in(growth) & of_base_near)).then(
            pl.coalesce(
                "before_sentence_is_base",
                "before_sentence_is_tied",
                pl.when(pl.col("_next_base_part") == pl.col("part_end")).then("after_clause_is_base"),
            )
        ),
    )
