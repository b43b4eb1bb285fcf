"""From the governing expression to the dates of the period."""

from __future__ import annotations

import polars as pl

from warehouse.figures.periods.spans import closing
from warehouse.lexicon import Lexicon


def dated(rows: pl.DataFrame, spans: pl.DataFrame, articles: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Add `period_start`, `period_end`, `period_source` and the evidence columns to mentions whose span is chosen."""
    governing = spans.select(
        "_s", "kind", "start", "end", "grain", "anchor",
        period_evidence_p="p", period_evidence_char_start="char_start", period_evidence_char_end="char_end",
        period_evidence_text="surface",
    )  # fmt: skip
    base = spans.select(_base="_s", base_start="start", base_end="end", base_grain="grain")
    since = spans.select(_since="_s", since_start="start")
    first = spans.select(first_near_flow="_s", first_end="end", first_start="start")
    published = pl.col("published")
    role, is_stock = pl.col("role"), pl.col("basis") == "stock"
    own_growth = (role == "achievement") & pl.col("base_grain").is_in(["day", "month", "quarter"])
    is_change, is_target, is_context = role == "change", role == "target", role == "context"
    start, end = pl.col("start"), pl.col("end")
    new_year = pl.date(end.dt.year(), 1, 1)
    found = pl.col("_s").is_not_null()
    term = is_target & (pl.col("kind") == "term") & pl.col("plan_end").is_not_null()
    inherited = pl.col("source").is_in(["paragraph", "article"])
    this_year = (pl.col("grain") == "year") & (end.dt.year() == published.dt.year())
    # a stock inherited from "this year" is as of the day of the report; a running year is not over
    by_then = pl.col("anchor").is_in(["by", "end"]) & (pl.col("source") == "paragraph")
    running = (end > published) & ~closing(start, end, pl.col("grain"), published)
    level = pl.when(inherited & ~is_target & running & ~by_then).then(published).otherwise(end)
    flow_start = (
        pl.when(start.is_not_null())
        .then(start)
        # "by 30 June" of a flow counts from the year's start; a deadline for one has no start but the year's own
        .when(pl.col("anchor").is_in(["by", "before", "end"]) & (~is_target | this_year))
        .then(new_year)
        # "by 2030, 350 jobs a year": counted over the plan that ends then
        .when(is_target & (pl.col("grain") == "year"))
        .then(pl.col("ending_start"))
    )
    change_start = (
        pl.when(pl.col("since_start") <= end)
        .then("since_start")
        # the same months of an older year: all that came after that year
        .when((pl.col("base_grain") == "none") & (pl.col("base_end").dt.year() < end.dt.year() - 1))
        .then(pl.date(pl.col("base_end").dt.year() + 1, 1, 1))
        .when(pl.col("base_grain") == "none")
        .then(pl.coalesce(start, new_year))
        .when(pl.col("base_end") < end)
        .then(pl.col("base_end") + pl.duration(days=1))
        .when(pl.col("base_end").is_null() & (pl.col("first_end") < pl.coalesce(start, end)))
        .then(pl.col("first_end") + pl.duration(days=1))
        # "2.72% by the end of 2025, a fall of 0.85 points": over that year
        .when(pl.col("anchor").is_in(["by", "end"]) & (pl.col("grain") == "year"))
        .then(pl.coalesce(start, new_year))
        .otherwise(start)
    )
    # context has no basis: a day by which it holds has no start, as with stocks
    context_by = is_context & pl.col("anchor").is_in(["by", "before", "end"])
    nothing = pl.when(is_target | is_context).then(None).otherwise(published)
    return (
        rows.join(governing, on="_s", how="left", maintain_order="left")
        .join(base, on="_base", how="left", maintain_order="left")
        .join(since, on="_since", how="left", maintain_order="left")
        .join(first, on="first_near_flow", how="left", maintain_order="left")
        .join(articles.select("article_id", "published"), on="article_id", how="left", maintain_order="left")
        .join(_plans_ending(spans), left_on=["article_id", "end"], right_on=["article_id", "plan_end"], how="left")
        .join(_plans(spans), on="article_id", how="left", maintain_order="left")
        .with_columns(
            start=pl.when(term).then("plan_start").otherwise("start"),
            end=pl.when(term).then("plan_end").otherwise("end"),
        )
        .with_columns(
            period_start=pl.when(~found)
            .then(pl.when(is_change).then(pl.col("base_end") + pl.duration(days=1)))
            .when(is_change)
            .then(change_start)
            # prices against December: grown since then
            .when(own_growth & (pl.col("base_end") < start))
            .then(pl.col("base_end") + pl.duration(days=1))
            .when(is_stock | context_by)
            .then(None)
            .otherwise(flow_start),
            period_end=pl.when(~found).then(nothing).when(is_stock).then(level).otherwise(end),
            period_source=pl.coalesce(
                "source", pl.when(is_target | is_context).then(pl.lit("none")).otherwise(pl.lit("publication"))
            ),
        )
        .with_columns(
            # an award without any time is given on the day of the report
            period_start=pl.when(~found & pl.col("awarded") & ~is_stock).then("published").otherwise("period_start")
        )
    )


def _plans(spans: pl.DataFrame) -> pl.DataFrame:
    """Take each article's plan period that ends last: the term that its targets are for."""
    plans = spans.filter((pl.col("kind") == "plan") & pl.col("start").is_not_null() & pl.col("end").is_not_null())
    return (
        plans.sort("end", "start", maintain_order=True)
        .group_by("article_id", maintain_order=True)
        .agg(plan_start=pl.col("start").last(), plan_end=pl.col("end").last())
    )


def _plans_ending(spans: pl.DataFrame) -> pl.DataFrame:
    """Take for each article and end the plan period named last."""
    plans = spans.filter((pl.col("kind") == "plan") & pl.col("start").is_not_null() & pl.col("end").is_not_null())
    return plans.group_by("article_id", plan_end="end", maintain_order=True).agg(ending_start=pl.col("start").last())
