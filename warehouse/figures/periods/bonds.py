"""Times that belong to one figure beside them, and so govern no other."""

from __future__ import annotations

from typing import Any, Final

import polars as pl

from warehouse.figures.periods.spans import PARAGRAPH, SENTENCE, keys_of, words_of
from warehouse.lexicon import Lexicon

_TIED: Final = 3
"""Tokens between a time and the level that it owns ("2021 کے آخر کے تقریباً 10.55 فیصد سے")."""

_GOAL: Final = 10
"""Tokens between "for 2025" and the goal that it is for."""

_RESULTS: Final = ["achievement", "attainment"]

_GOVERNS: Final = [
    "near_stock", "near_flow", "far_stock", "far_flow", "clause_target", "near_target", "lede_plan", "after_stock",
    "after_target", "after_flow", "is_base",
]  # fmt: skip


def with_bonds(spans: pl.DataFrame, rows: pl.DataFrame, tokens: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Take from times what another figure owns.

    `spans` is what `governing` gives, `rows` the mentions with `_m`, `role`, `_after`. Adds `tied` (the `_m` of the
    first of two levels, "2021 کے 10.55 فیصد سے", that alone has this time), `is_tied`, `is_since`; a time "for" a goal
    governs no result, "today" right before a level is its moment, and "by the end of this year" reaches on where the
    sentence gives a result for it.
    """
    words: dict[str, Any] = lexicon.table("times/words.toml")
    sentence_ends = rows.select(*SENTENCE, last_mention=pl.col("t_start").max().over(SENTENCE)).unique()
    figures = rows.select(
        *SENTENCE, tied="_m", m_start="t_start", m_end="t_end", m_after="_after", m_role="role", _key="t_start"
    ).sort("_key")
    following = (
        spans.select("_s", *SENTENCE, _key="t_end")
        .sort("_key")
        .join_asof(figures, on="_key", by=SENTENCE, strategy="forward", tolerance=_GOAL, check_sortedness=False)
        .filter(pl.col("tied").is_not_null())
        .select("_s", "tied", "m_start", "m_end", "m_after", "m_role")
    )
    ahead = tokens.select(
        *PARAGRAPH,
        m_end="t",
        _next=pl.col("norm").shift(-1).over(PARAGRAPH),
        _then=pl.col("norm").shift(-2).over(PARAGRAPH),
    )
    last = tokens.select(*PARAGRAPH, _t="t", _last="norm")
    genitive = keys_of(words["ki"]["0"], lexicon)
    compared = pl.col("_next").is_in(words_of(lexicon, "compared")) & ~pl.col("_then").is_in(
        words_of(lexicon, "absolutive")
    )
    # "2023 کے آخر میں 5,712 سے کم ہو کر 5,018": a level that something falls from owns its time too
    locative = keys_of(words["mein"]["0"], lexicon)
    falls = pl.col("_next").is_in(words_of(lexicon, "compared")) & pl.col("_then").is_in(
        words_of(lexicon, "absolutive")
    )
    from_level = (pl.col("_last").is_in(locative) | pl.col("_after").is_in(locative)) & falls.fill_null(False)
    tied = (
        (pl.col("_last").is_in(genitive) | pl.col("_after").is_in(genitive) | from_level)
        & (pl.col("m_start") - pl.col("t_end") <= _TIED)
        & pl.col("m_after").is_in(words_of(lexicon, "levels"))
        & ~compared.fill_null(False)
        & pl.col("m_role").is_in(_RESULTS)
        & (pl.col("last_mention") > pl.col("m_start"))
        & pl.col("end").is_not_null()
        & (pl.col("kind") != "base")
    ).fill_null(False)
    for_goal = (
        (pl.col("_after_phrase") == "after") & (pl.col("m_role") == "target") & (pl.col("end") > pl.col("published"))
    ).fill_null(False)
    today = ((pl.col("kind") == "today") & (pl.col("m_start") - pl.col("t_end") <= 1)).fill_null(False)
    running = (pl.col("end") > pl.col("published")) & pl.col("anchor").is_in(["by", "end"])
    told = (running & pl.col("m_role").is_in(_RESULTS)).fill_null(False)
    # "A 5, B 7 اور 31 جنوری تک C 9": what opens the next item does not reach back
    joined = (pl.col("_before").is_in(keys_of(words["and"]["0"], lexicon)) & pl.col("m_start").is_not_null()).fill_null(
        False
    )
    last_word = ((pl.col("kind") == "to_date") & pl.col("m_start").is_null()).fill_null(False)
    marked = (
        spans.with_columns(_t=pl.col("t_end") - 1)
        .join(last, on=[*PARAGRAPH, "_t"], how="left", maintain_order="left")
        .join(following, on="_s", how="left", maintain_order="left")
        .join(ahead, on=[*PARAGRAPH, "m_end"], how="left", maintain_order="left")
        .join(sentence_ends, on=SENTENCE, how="left", maintain_order="left")
        .with_columns(_after_phrase=_phrase_after(words, lexicon))
        .with_columns(is_tied=tied, _goal=for_goal, _today=today, _told=told, _joined=joined, _close=last_word)
    )
    moment = (pl.col("anchor") != "since") & (pl.col("kind") != "now")
    results = ["near_stock", "near_flow", "far_stock", "far_flow"]
    return (
        marked.with_columns(
            near_stock=pl.col("near_stock") | pl.col("_today"),
            far_stock=pl.col("far_stock") | (pl.col("near_stock") & pl.col("_told")),
        )
        .with_columns(pl.col(name) & ~pl.col("_goal") for name in results)
        # "9 آج تک …": to date, where no other figure follows that it could belong to
        .with_columns(after_stock=pl.col("after_stock") | pl.col("_close"))
        .with_columns(pl.col(name) & ~pl.col("_joined") for name in ("after_stock", "after_target", "after_flow"))
        .with_columns(pl.col(name) & ~pl.col("is_tied") for name in _GOVERNS)
        .with_columns(
            tied=pl.when("is_tied").then("tied"),
            is_since=(pl.col("anchor") == "since") & pl.col("near_flow"),
            near_moment=(pl.col("near_stock") | pl.col("near_flow")) & moment,
        )
        .drop(
            "_t", "_last", "m_start", "m_end", "m_after", "m_role", "_next", "_then", "last_mention", "_goal", "_today",
            "_told", "_after_phrase", "_joined", "_close",
        )
    )  # fmt: skip


def _phrase_after(words: dict[str, Any], lexicon: Lexicon) -> pl.Expr:
    """Name what follows a time: `after` for "for" ("2025 کے لیے"), null for anything else."""
    pairs = keys_of(words["after"]["0"], lexicon)
    return pl.when(pl.concat_str("_after", "_after2", separator=" ").is_in(pairs) | pl.col("_after").is_in(pairs)).then(
        pl.lit("after")
    )
