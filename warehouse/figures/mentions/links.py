"""How neighbouring numbers belong together: ranges, fractions, "n of m", lists that share a unit."""

from __future__ import annotations

from typing import Any, Final

import polars as pl

from warehouse.lexicon import Lexicon
from warehouse.text.phrases import beside

PARAGRAPH: Final = ["article_id", "p"]
_WIDEST_GAP: Final = 10
"""Tokens between two numbers that may still be read together ("655 گھروں میں سے صرف 512")."""

_HEADS: Final = ["range", "fraction", "garbled", "score", "repeat"]
"""Links that make one row of two numbers."""


def with_links(numbers: pl.DataFrame, tokens: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Class what stands between each number and the next one of its sentence.

    Adds `link` (range, fraction, result_and_target, garbled, score, of, list, null) and `gap_text`.
    """
    grammar = lexicon.table("grammar.toml")
    ordered = numbers.sort(*PARAGRAPH, "t_start").with_columns(
        m=pl.int_range(pl.len()),
        next_start=pl.col("t_start").shift(-1).over([*PARAGRAPH, "sent"]),
        next_value=pl.col("value").shift(-1).over([*PARAGRAPH, "sent"]),
        next_unit=pl.col("unit").shift(-1).over([*PARAGRAPH, "sent"]),
        next_unit_at=pl.col("unit_at").shift(-1).over([*PARAGRAPH, "sent"]),
        next_tail_scale=pl.col("tail_scale").shift(-1).over([*PARAGRAPH, "sent"]),
        next_word=pl.col("word").shift(-1).over([*PARAGRAPH, "sent"]),
        next_key=pl.col("key").shift(-1).over([*PARAGRAPH, "sent"]),
    )
    near = ordered.filter((pl.col("next_start") - pl.col("t_end")).is_between(0, _WIDEST_GAP))
    between = (
        near.filter(pl.col("next_start") > pl.col("t_end"))
        .select("m", *PARAGRAPH, t=pl.int_ranges("t_end", "next_start", dtype=pl.Int32))
        .explode("t")
        .join(tokens.select(*PARAGRAPH, "t", "norm", "gap"), on=[*PARAGRAPH, "t"], how="left", maintain_order="left")
        .group_by("m", maintain_order=True)
        .agg(gap_text=pl.col("norm").str.join(" "), gap_spaced=pl.col("gap").any())
    )
    closes = _after_next(ordered, tokens, grammar["range"]["between"])
    leads = _leads_up_to(ordered, tokens, grammar["up_to"])
    paired = (
        ordered.join(between, on="m", how="left", maintain_order="left")
        .join(closes, on="m", how="left", maintain_order="left")
        .join(leads, on="m", how="left", maintain_order="left")
        .with_columns(pl.col("closed", "up_to").fill_null(False))
    )
    return paired.with_columns(link=_link(grammar, lexicon))


def _after_next(ordered: pl.DataFrame, tokens: pl.DataFrame, closings: list[str]) -> pl.DataFrame:
    """Look whether "کے درمیان" follows the next number."""
    first, second = zip(*[closing.split() for closing in closings], strict=True)
    pairs = tokens.select(*PARAGRAPH, "t", "norm", following=pl.col("norm").shift(-1).over(PARAGRAPH)).filter(
        pl.col("norm").is_in(first) & pl.col("following").is_in(second)
    )
    ends = ordered.select("m", *PARAGRAPH, t=pl.col("t_end").shift(-1).over([*PARAGRAPH, "sent"])).drop_nulls("t")
    return ends.join(pairs, on=[*PARAGRAPH, "t"], how="semi").select("m", closed=pl.lit(True))


def _leads_up_to(ordered: pl.DataFrame, tokens: pl.DataFrame, rule: dict[str, Any]) -> pl.DataFrame:
    """Look whether "تک" and something counted follow the next number: "10 کلومیٹر سے 12 کلومیٹر تک سڑک" is a range.

    Before a verb of reaching the two numbers are two levels ("20% سے 25% تک بڑھ گئی").
    """
    led = beside("norm", 1)
    goes = led.is_in(rule["goes"]) | led.str.contains(rule["going"])
    limits = tokens.select(*PARAGRAPH, "t", bound=pl.col("norm").is_in(rule["words"]) & ~goes).filter("bound")
    ends = ordered.select("m", *PARAGRAPH, t=pl.col("t_end").shift(-1).over([*PARAGRAPH, "sent"])).drop_nulls("t")
    return ends.join(limits, on=[*PARAGRAPH, "t"], how="semi").select("m", up_to=pl.lit(True))


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
    repeated = said & pl.col("unit").is_null() & (pl.col("key") == pl.col("next_key"))
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
        .when(slash & (low > high))
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
    sentence = [*PARAGRAPH, "sent"]
    link_before = pl.col("link").shift(1).over(sentence)
    head = pl.col("link").is_in(_HEADS).fill_null(False)
    # a number that ends one link cannot begin another: "3-5-7" is no range of ranges
    starts = head & ~link_before.is_in(_HEADS).fill_null(False)
    marked = linked.with_columns(_starts=starts)
    ended = pl.col("_starts").shift(1, fill_value=False).over(sentence)
    nexts = {
        name: pl.col(name).shift(-1).over(sentence)
        for name in ("value", "unit", "unit_at", "t_end", "char_end", "number_end")
    }
    is_range = pl.col("_starts") & (pl.col("link") == "range")
    inherits = is_range & (pl.col("tail_scale") == 1) & (pl.col("value") * pl.col("next_tail_scale") <= nexts["value"])
    together = marked.with_columns(
        value=pl.when(inherits).then((pl.col("value") * pl.col("next_tail_scale")).round(9)).otherwise("value"),
        value_high=pl.when(is_range).then(nexts["value"]),
        out_of=pl.when(pl.col("_starts") & (pl.col("link") == "fraction")).then(nexts["value"]),
        tail_scale=pl.when(is_range).then(pl.max_horizontal("tail_scale", "next_tail_scale")).otherwise("tail_scale"),
        garbled=pl.col("_starts") & (pl.col("link") == "garbled"),
        score=pl.col("_starts") & (pl.col("link") == "score"),
        unit=pl.when("_starts").then(pl.coalesce("unit", nexts["unit"])).otherwise("unit"),
        unit_at=pl.when("_starts").then(pl.coalesce("unit_at", nexts["unit_at"])).otherwise("unit_at"),
        **{name: pl.when("_starts").then(nexts[name]).otherwise(name) for name in ("t_end", "char_end", "number_end")},
        _link_out=pl.when("_starts").then(pl.col("link").shift(-1).over(sentence)).otherwise("link"),
        _ended=ended,
    ).filter(~pl.col("_ended"))
    return _parts_of_wholes(together).drop("_starts", "_ended", "link")


def _parts_of_wholes(numbers: pl.DataFrame) -> pl.DataFrame:
    sentence = [*PARAGRAPH, "sent"]
    whole = (pl.col("_link_out") == "of").fill_null(False)
    before = whole.shift(1, fill_value=False).over(sentence)
    percent_pair = (pl.col("_link_out") == "result_and_target").fill_null(False)
    # "15، 20 اور 25 فیصد": a list of percentages is measured by its last member
    listed = pl.col("unit").is_null() & (pl.col("_link_out") == "list").fill_null(False) & (pl.col("tail_scale") == 1)
    numbers = numbers.with_columns(_listed=listed).with_columns(
        _list=(~pl.col("_listed").shift(1, fill_value=False)).cum_sum().over(PARAGRAPH)
    )
    unit_of_list = pl.col("unit").last().over([*PARAGRAPH, "_list"])
    return (
        numbers.with_columns(
            out_of=pl.when(before).then(pl.col("value").shift(1).over(sentence)).otherwise("out_of"),
            unit=pl.when(percent_pair).then(pl.lit("percent")).otherwise("unit"),
            unit_listed=pl.when("_listed").then(unit_of_list),
        )
        .with_columns(
            _taken=whole,
            result_of_pair=percent_pair,
            target_of_pair=percent_pair.shift(1, fill_value=False).over(sentence),
        )
        .with_columns(unit=pl.coalesce("unit", pl.when(pl.col("unit_listed") == "percent").then("unit_listed")))
        .filter(~pl.col("_taken"))
        .drop("_taken", "_link_out", "_listed", "_list", "unit_listed")
    )
