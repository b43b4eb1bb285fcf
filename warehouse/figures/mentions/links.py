"""How neighbouring numbers belong together: ranges, fractions, "n of m", lists that share a unit."""

from __future__ import annotations

from functools import partial
from typing import Any, Final

import polars as pl

from warehouse.lexicon import Lexicon
from warehouse.text.numbers import EXACT
from warehouse.text.rows import filled, following, preceding, token_at

_WIDEST_GAP: Final = 10
"""Tokens between two numbers that may still be read together ("655 گھروں میں سے صرف 512")."""

_HEADS: Final = ["range", "fraction", "garbled", "score", "repeat"]
"""Links that make one row of two numbers."""


def with_links(numbers: pl.DataFrame, tokens: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Class what stands between each number and the next one of its sentence.

    Adds `link` (range, fraction, result_and_target, garbled, score, of, list, null) and `gap_text`.
    """
    grammar = lexicon.table("grammar.toml")
    ordered = numbers.with_columns(
        m=pl.int_range(pl.len()),
        next_start=following("t_start", "sentence"),
        next_end=following("t_end", "sentence"),
        next_value=following("value", "sentence"),
        next_unit=following("unit", "sentence"),
        next_tail_scale=following("tail_scale", "sentence"),
        next_word=following("word", "sentence"),
        next_key=following("key", "sentence"),
    )
    near = ordered.filter((pl.col("next_start") - pl.col("t_end")).is_between(1, _WIDEST_GAP)).select(
        "m", "base", t=pl.int_ranges("t_end", "next_start", dtype=pl.Int32)
    )
    between = near.explode("t")
    between = (
        between.with_columns(
            token_at(tokens, between["base"], between["t"], "norm"),
            token_at(tokens, between["base"], between["t"], "gap"),
        )
        .group_by("m", maintain_order=True)
        .agg(gap_text=pl.col("norm").str.join(" "), gap_spaced=pl.col("gap").any())
    )
    paired = ordered.join(between, on="m", how="left", maintain_order="left").with_columns(
        closed=_closed(ordered, tokens, grammar["range"]["between"]).fill_null(False),
        up_to=_leads_up_to(ordered, tokens, grammar["up_to"]).fill_null(False),
    )
    return paired.with_columns(link=_link(grammar, lexicon))


def _closed(ordered: pl.DataFrame, tokens: pl.DataFrame, closings: list[str]) -> pl.Series:
    """Look whether "کے درمیان" follows the next number."""
    first, second = zip(*[closing.split() for closing in closings], strict=True)
    at, end = partial(token_at, tokens, ordered["base"]), ordered["next_end"]
    return at(end, "norm").is_in(first) & at(end + 1, "norm").is_in(second)


def _leads_up_to(ordered: pl.DataFrame, tokens: pl.DataFrame, rule: dict[str, Any]) -> pl.Series:
    """Look whether "تک" and something counted follow the next number: "10 کلومیٹر سے 12 کلومیٹر تک سڑک" is a range.

    Before a verb of reaching the two numbers are two levels ("20% سے 25% تک بڑھ گئی").
    """
    at, end = partial(token_at, tokens, ordered["base"]), ordered["next_end"]
    led = at(end + 1, "norm")
    return at(end, "norm").is_in(rule["words"]) & ~(led.is_in(rule["goes"]) | led.str.contains(rule["going"]))


def _link(grammar: dict[str, Any], lexicon: Lexicon) -> pl.Expr:
    gap = pl.col("gap_text")
    joint = gap.is_in(grammar["range"]["joints"])
    # "دس پندرہ لاکھ", "دو تین سو": two numbers said in one breath
    said = gap.is_null() & (pl.col("next_start") == pl.col("t_end")) & pl.col("word") & pl.col("next_word")
    hyphen = gap.is_in(["-", "~"])
    low, high = pl.col("value"), pl.col("next_value")
    scaled_low = (
        pl.when((pl.col("tail_scale") == 1) & (low * pl.col("next_tail_scale") <= high))
        .then(low * pl.col("next_tail_scale"))
        .otherwise(low)
    )
    # "4,876/9,905 بلین": the scale of the whole is the part's as well
    of_scale = low * pl.when(pl.col("tail_scale") == 1).then("next_tail_scale").otherwise(1)
    both_measured = pl.col("unit").is_not_null() & (pl.col("unit_at") == "after") & pl.col("next_unit").is_not_null()
    alike = pl.col("unit").is_null() | pl.col("next_unit").is_null() | (pl.col("unit") == pl.col("next_unit"))
    is_range = (
        alike
        & (scaled_low < high)
        & (
            (joint & (hyphen | ~both_measured | pl.col("closed") | pl.col("up_to")))
            | (gap.is_in(grammar["range"]["and"]) & pl.col("closed"))
            | (said & pl.col("unit").is_null() & (pl.col("tail_scale") == 1) & (low < high))
        )
    )
    # "پچاس پچاس روپے": to each of them
    first_said = pl.col("next_key").str.split(" ").list.first()
    repeated = said & pl.col("unit").is_null() & (pl.col("tail_scale") == 1) & (pl.col("key") == first_said)
    slash = (gap == grammar["fraction"]["slash"]) & ~pl.col("gap_spaced") & ~pl.col("word") & ~pl.col("next_word")
    percent = (pl.col("unit") == "percent") | (pl.col("next_unit") == "percent")
    scores = lexicon.table("notfigures.toml")["score"]["out_of"]
    stops = "|".join(lexicon.table("nouns.toml")["stops"])
    of = "|".join(grammar["fraction"]["of"])
    has_of = gap.str.contains(rf"(?:^| )(?:{of})(?: |$)") & ~gap.str.contains(rf"(?:^| )(?:{stops})(?: |$)")
    whole_of = (
        has_of
        & (low >= high)
        & (pl.col("unit").is_null() | (pl.col("unit") == pl.col("next_unit")))
        & (pl.col("next_unit").fill_null("count") != "percent")
    )
    return (
        pl.when(slash & percent)
        .then(pl.lit("result_and_target"))
        .when(slash & high.is_in([float(n) for n in scores]) & (low % 1 != 0))
        .then(pl.lit("score"))
        .when(slash & (of_scale > high))
        .then(pl.lit("garbled"))
        .when(slash & (pl.col("unit").is_null()))
        .then(pl.lit("fraction"))
        .when(repeated)
        .then(pl.lit("repeat"))
        .when(is_range)
        .then(pl.lit("range"))
        .when(whole_of)
        .then(pl.lit("of"))
        .when(gap.is_in(grammar["list_separators"]) & pl.col("unit").is_null())
        .then(pl.lit("list"))
    )


def joined(linked: pl.DataFrame) -> pl.DataFrame:
    """Bring linked numbers together: one row a range and a fraction, the whole of "n of m" in `out_of`.

    Adds `value_high`, `out_of`, `garbled` (a fraction above one) and `score`; drops the numbers that were taken up.
    """
    link_before = preceding("link", "sentence")
    head = pl.col("link").is_in(_HEADS).fill_null(False)
    # a number that ends one link cannot begin another: "3-5-7" is no range of ranges
    starts = head & ~link_before.is_in(_HEADS).fill_null(False)
    marked = linked.with_columns(_starts=starts)
    ended = preceding("_starts", "sentence").fill_null(False)
    nexts = {
        name: following(name, "sentence") for name in ("value", "unit", "unit_at", "t_end", "char_end", "number_end")
    }
    is_range = pl.col("_starts") & (pl.col("link") == "range")
    is_fraction = pl.col("_starts") & (pl.col("link") == "fraction")
    inherits = (
        (is_range | is_fraction)
        & (pl.col("tail_scale") == 1)
        & (pl.col("value") * pl.col("next_tail_scale") <= nexts["value"])
    )
    together = marked.with_columns(
        value=pl.when(inherits)
        .then((pl.col("value") * pl.col("next_tail_scale")).round_sig_figs(EXACT))
        .when(pl.col("_starts") & (pl.col("link") == "repeat"))
        .then(nexts["value"])
        .otherwise("value"),
        value_high=pl.when(is_range).then(nexts["value"]),
        out_of=pl.when(is_fraction).then(nexts["value"]),
        tail_scale=pl.when(is_range | is_fraction | (pl.col("_starts") & (pl.col("link") == "repeat")))
        .then(pl.max_horizontal("tail_scale", "next_tail_scale"))
        .otherwise("tail_scale"),
        garbled=pl.col("_starts") & (pl.col("link") == "garbled"),
        score=pl.col("_starts") & (pl.col("link") == "score"),
        unit=pl.when("_starts").then(pl.coalesce("unit", nexts["unit"])).otherwise("unit"),
        unit_at=pl.when("_starts").then(pl.coalesce("unit_at", nexts["unit_at"])).otherwise("unit_at"),
        **{name: pl.when("_starts").then(nexts[name]).otherwise(name) for name in ("t_end", "char_end", "number_end")},
        _link_out=pl.when("_starts").then(following("link", "sentence")).otherwise("link"),
        _ended=ended,
    ).filter(~pl.col("_ended"))
    return _parts_of_wholes(together).drop("_starts", "_ended", "link")


def _parts_of_wholes(numbers: pl.DataFrame) -> pl.DataFrame:
    whole = (pl.col("_link_out") == "of").fill_null(False)
    numbers = numbers.with_columns(_whole=whole)
    before = preceding("_whole", "sentence").fill_null(False)
    percent_pair = (pl.col("_link_out") == "result_and_target").fill_null(False)
    # "15، 20 اور 25 فیصد": a list of percentages is measured by its last member
    listed = pl.col("unit").is_null() & (pl.col("_link_out") == "list").fill_null(False) & (pl.col("tail_scale") == 1)
    numbers = numbers.with_columns(_listed=listed).with_columns(
        _list=(~preceding("_listed", "paragraph").fill_null(False)).cum_sum()
    )
    # the last member stands at the end of its list: its unit is filled back over the others
    last_of_list = pl.col("_list") != pl.col("_list").shift(-1, fill_value=-1)
    unit_of_list = filled(pl.when(last_of_list).then("unit"), "_list", forward=False)
    scale_of_list = filled(pl.when(last_of_list).then("tail_scale"), "_list", forward=False)
    return (
        numbers.with_columns(
            out_of=pl.when(before).then(pl.col("value").shift(1)).otherwise("out_of"),
            unit=pl.when(percent_pair).then(pl.lit("percent")).otherwise("unit"),
            unit_listed=pl.when("_listed").then(unit_of_list),
            scale_listed=scale_of_list,
        )
        .with_columns(
            result_of_pair=percent_pair,
            target_of_pair=(preceding("_link_out", "sentence") == "result_and_target").fill_null(False),
        )
        # and "بالترتیب 71 اور 76.5 ملین VND" are sums of millions both
        .with_columns(
            _sum=(pl.col("unit_listed").str.contains("^[A-Z]{3}$") & (pl.col("scale_listed") > 1)).fill_null(False)
        )
        .with_columns(
            unit=pl.coalesce(
                "unit", pl.when((pl.col("unit_listed") == "percent") | pl.col("_sum")).then("unit_listed")
            ),
            value=pl.when("_sum")
            .then((pl.col("value") * pl.col("scale_listed")).round_sig_figs(EXACT))
            .otherwise("value"),
            tail_scale=pl.when("_sum").then("scale_listed").otherwise("tail_scale"),
        )
        .filter(~pl.col("_whole"))
        .drop("_whole", "_link_out", "_listed", "_list", "unit_listed", "scale_listed", "_sum")
    )
