"""What each time expression may govern: results, targets, changes; in its clause, its sentence or beyond."""

from __future__ import annotations

from typing import Final

import polars as pl

from warehouse.lexicon import Lexicon
from warehouse.text.fold import folded, norm
from warehouse.text.phrases import occurrences, phrase_frame

PARAGRAPH: Final = ["article_id", "p"]
SENTENCE: Final = [*PARAGRAPH, "sent"]
CLAUSE: Final = [*PARAGRAPH, "clause"]
SECTION: Final = ["article_id", "section"]

CLOSING_DAYS: Final = 5
"""Statistics offices publish a month's figures in its last days."""

YEAR_END_DAYS: Final = 14
"""… and a year's in its last two weeks."""

LEDE_DAYS: Final = 10
"""A day named this close before the publication is the day of the event that is reported, no period of its figures."""


def words_of(lexicon: Lexicon, name: str) -> list[str]:
    """Return a list of context.toml as look-up keys."""
    return keys_of(lexicon.table("times/context.toml")[name], lexicon)


def keys_of(listed: list[str], lexicon: Lexicon) -> list[str]:
    """Return words as look-up keys."""

    def keys(lexicon: Lexicon) -> list[str]:
        words = pl.DataFrame({"w": listed}, schema={"w": pl.String})
        return words.select(norm(folded(pl.col("w"), lexicon))).to_series().to_list()

    made: list[str] = lexicon.derived(("keys", tuple(listed)), keys)
    return made


def with_parts(rows: pl.DataFrame, tokens: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Add to spans or mentions: `part` (pieces of the paragraph between commas), `part_end`, `heads`, `_before`.

    `heads` counts the colons before it in its sentence; `_before`, `_after` and `_after2` are the words next to it.
    """
    parted = tokens.select(
        *PARAGRAPH,
        "t",
        "norm",
        heads=pl.col("norm").is_in(words_of(lexicon, "list_head")).cum_sum().over(SENTENCE),
        part=pl.col("norm").is_in(words_of(lexicon, "parts")).cum_sum().over(PARAGRAPH),
    )
    by = {"left_on": [*PARAGRAPH, "_t"], "right_on": [*PARAGRAPH, "t"], "how": "left", "maintain_order": "left"}
    words = parted.select(*PARAGRAPH, "t", "norm")
    return (
        rows.with_columns(_t="t_start")
        .join(parted.select(*PARAGRAPH, "t", "part", "heads"), **by)  # type: ignore[arg-type]
        .with_columns(_t=pl.col("t_end") - 1)
        .join(parted.select(*PARAGRAPH, "t", part_end="part"), **by)  # type: ignore[arg-type]
        .with_columns(_t=pl.col("t_start") - 1)
        .join(words.rename({"norm": "_before"}), **by)  # type: ignore[arg-type]
        .with_columns(_t=pl.col("t_end"))
        .join(words.rename({"norm": "_after"}), **by)  # type: ignore[arg-type]
        .with_columns(_t=pl.col("t_end") + 1)
        .join(words.rename({"norm": "_after2"}), **by)  # type: ignore[arg-type]
        .drop("_t")
    )


def _was(spans: pl.DataFrame, tokens: pl.DataFrame, lexicon: Lexicon) -> pl.Expr:
    """See "اس وقت ملک کی اوسط 47.29 فیصد تھی": with a verb of the past as the next of its clause, then and not now."""
    past, present = words_of(lexicon, "past"), words_of(lexicon, "present")
    copulas = tokens.filter(pl.col("norm").is_in(past + present)).select(*CLAUSE, verb="t", said="norm")
    this_time = spans.filter(pl.col("surface").is_in(words_of(lexicon, "this_time"))).select(*CLAUSE, "t_start")
    next_verb = this_time.join(copulas, on=CLAUSE).filter(pl.col("verb") > pl.col("t_start")).sort("verb")
    then = next_verb.unique([*CLAUSE, "t_start"], keep="first", maintain_order=True).filter(pl.col("said").is_in(past))
    return pl.struct(*PARAGRAPH, "t_start").is_in(then.select(pl.struct(*PARAGRAPH, "t_start")).to_series().implode())


def governing(spans: pl.DataFrame, tokens: pl.DataFrame, articles: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Mark what each span may govern.

    Adds `_s` (row), `published` and flags: `near_stock`, `near_flow`, `far_stock`, `far_flow` for results,
    `clause_target`, `near_target`, `lede_plan` for targets,
    `after_stock`, `after_target` where it follows the figure, `is_base`, `is_day` (the day of the event).
    """
    published = pl.col("published")
    start, end, kind, anchor = pl.col("start"), pl.col("end"), pl.col("kind"), pl.col("anchor")
    this_year, end_year = published.dt.year(), end.dt.year()
    whole_year = pl.col("grain") == "year"
    now = kind.is_in(["now", "to_date"]) & (end.is_null() | (start == end))
    long_ahead = (kind == "range") & (end > published) & ((end - start).dt.total_days() > 400)
    plan = kind.is_in(["plan", "term"]) | long_ahead.fill_null(False)
    event_day = (
        (pl.col("grain") == "day")
        & (anchor == "in")
        & (published - start).dt.total_days().is_between(-1, LEDE_DAYS).fill_null(True)
    )
    usable = (end.is_not_null() | now) & (kind != "base") & ~event_day & ~(now & _was(spans, tokens, lexicon))
    past = (end <= published).fill_null(True) | closing(pl.col("start"), end, pl.col("grain"), published)
    running = ((start <= published) & (end > published)).fill_null(False) & (kind != "rest")
    by_this_year = (anchor.is_in(["by", "end"]) & whole_year & (end_year == this_year)).fill_null(False)
    deadline = (anchor.is_in(["by", "before"]) & (pl.col("grain") == "day") & ~past).fill_null(False)
    # the last days of a year tell of its end
    soon = by_this_year & ((end - published).dt.total_days() <= YEAR_END_DAYS).fill_null(False)
    open_ended = (end_year >= this_year).fill_null(True)
    only = lexicon.table("times/words.toml")["only"]["0"]
    aside = pl.col("_before").is_in(keys_of(only, lexicon)).fill_null(False)
    attributive = pl.col("_after").is_in(words_of(lexicon, "settings")).fill_null(False)
    # "it is 96% now, it was 91% at the end of 2022": what goes back in time sets none for later sentences
    day = pl.when(usable).then(pl.min_horizontal(pl.coalesce(end, published), published))
    retro = (day.dt.year() < day.cum_max().shift(1).over(SENTENCE).dt.year()).fill_null(False)
    retro_free = ~retro | (pl.col("grain") == "span")
    interval = (start < end).fill_null(False) & ~now
    lede = pl.col("p") <= pl.col("p").filter((pl.col("p") >= 0) & (kind != "dmy")).min().over("article_id")
    result = usable & ~attributive & (past | running | by_this_year)
    result &= ~(pl.col("of_plan") & _told_beside(result & ~pl.col("of_plan")))
    # "29 مئی تک، صوبے نے 2025 میں مدد کے محتاج 6,310 گھروں میں سے 5,486 مکمل کیے": the moment governs, not its year
    as_of = usable & anchor.is_in(["by", "end"]) & (pl.col("grain") != "year") & (end <= published)
    moment = pl.when(as_of).then(end).forward_fill().shift(1).over(CLAUSE)
    result &= ~(running & whole_year & (moment.dt.year() == end_year)).fill_null(False)
    near_stock = result & (~plan | (past & end.is_not_null()))
    near_flow = result & ~now
    near_target = usable & ~now & open_ended & ~deadline
    return (
        spans.sort("article_id", "p", "t_start")
        .join(articles.select("article_id", "published"), on="article_id", how="left", maintain_order="left")
        .pipe(with_parts, tokens, lexicon)
        .with_columns(
            near_stock=near_stock,
            near_flow=near_flow,
            far_stock=near_stock & (now | past | running | soon) & ~aside & retro_free,
            is_head=start.is_not_null(),
            aside_flow=near_flow & interval & aside,
            far_flow=near_flow
            & interval
            & ~aside
            & retro_free
            & (~plan | past | (end_year <= this_year).fill_null(True)),
            clause_target=usable & (kind != "now"),
            near_target=near_target,
            # after a figure: a deadline may stand ("110 km, opened before 19 December"), "now" belongs to what follows
            after_stock=near_stock & ~now,
            after_target=usable & ~now & open_ended & ~past,
            # "(the goal for 2021-2025: …)" behind a result is not its time
            after_flow=near_flow & ~(pl.col("_after2").is_in(words_of(lexicon, "goals")).fill_null(False)),
            of_funds=pl.col("_after2").is_in(words_of(lexicon, "funds")).fill_null(False),
            lede_plan=near_target & plan & (lede | (pl.col("p") < 0)),
            is_base=kind == "base",
            is_running_year=((end > published) & whole_year & ~pl.col("of_plan")).fill_null(False),
            is_day=event_day & start.is_not_null() & (anchor == "in"),
        )
        .with_row_index("_s")
    )


def _told_beside(result: pl.Expr) -> pl.Expr:
    """Tell of a time whether a result's time stands before it in its section, or behind it in its part."""
    told = result.cast(pl.Int32)
    before = told.cum_sum().over(SECTION) - told
    behind = told.cum_sum(reverse=True).over([*PARAGRAPH, "part"]) - told
    return (before > 0) | (behind > 0)


def closing(start: pl.Expr, end: pl.Expr, grain: pl.Expr, published: pl.Expr) -> pl.Expr:
    """Tell of a period whether the report of its last days tells its result: "in November", on the 29th of November.

    Months, quarters, halves and first months that end within `CLOSING_DAYS` of the day of publication, in its month.
    """
    days = (end - published).dt.total_days()
    told = grain.is_in(["month", "quarter", "half", "span"]) & (start <= published) & days.is_between(1, CLOSING_DAYS)
    short = (end - start).dt.total_days() < 366
    return (told & short & (end.dt.month() == published.dt.month())).fill_null(False)


def at_events(
    rows: pl.DataFrame, tokens: pl.DataFrame, lexicon: Lexicon, *, listed: str = "events", name: str = "at_event"
) -> pl.DataFrame:
    """Add `name`: the sentence points at the event that is reported ("on this occasion"), by a list of context.toml."""
    phrases = phrase_frame(pl.DataFrame({"phrase": lexicon.table("times/context.toml")[listed]}), lexicon, on="norm")
    named = tokens.join(rows.select(SENTENCE).unique(), on=SENTENCE, how="semi", maintain_order="left")
    found = occurrences(named, phrases.drop("phrase"), on="norm").select(SENTENCE).unique()
    return rows.join(
        found.with_columns(pl.lit(True).alias(name)), on=SENTENCE, how="left", maintain_order="left"
    ).with_columns(pl.col(name).fill_null(False))
