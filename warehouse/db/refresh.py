"""Keep the materialised tables up: for the keys that loads have touched, or for all of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import duckdb

from warehouse.db.connect import transaction
from warehouse.db.statements import sql

PART: Final = 250_000
"""Touched series refreshed at a time: a refresh's memory hangs on it (10 million figures keep to 2 GB)."""

_STEPS: Final = (
    *("gather_mentions", "choose_mentions", "choose_topics", "replace_observations", "replace_observations_2025"),
    *("gather_standing", "note_changed", "replace_wholes", "replace_sums", "replace_targets", "find_results"),
    *("replace_candidates", "forget_touched"),
)


def refresh(con: duckdb.DuckDBPyConnection, article_urls: Sequence[str] | None = (), *, part: int = PART) -> int:
    """Refresh observations and what meets their targets, for all series touched; return how many.

    Loads note what they touch in their own transaction, so that a run that was killed before its refresh loses
    nothing. `article_urls` touches those articles' series besides; None touches everything (a full rebuild, which
    gives the same rows). About `part` series at a time are refreshed, each part in one transaction: a refresh that
    was killed goes on where it was, and a release with series still to refresh is not published.
    """
    with transaction(con):
        if article_urls is None:
            con.execute(sql("refresh", "touch_all"))
            con.execute(sql("load", "note_touched"))
            con.execute(sql("refresh", "retell_everything"))
        elif article_urls:
            con.execute(sql("refresh", "touch_articles"), [list(article_urls)])
            con.execute(sql("load", "note_touched"))
        _retell(con)
    (n_noted,) = con.execute("select count(*) from core.touched").fetchall()[0]
    n_parts = -(-n_noted // part)
    return sum(_refresh_part(con, number, n_parts) for number in range(n_parts))


def _refresh_part(con: duckdb.DuckDBPyConnection, number: int, n_parts: int) -> int:
    """Refresh the touched series of one part of all topics: what a topic's series hang on is in one part."""
    con.execute("set variable part = ?", [number])
    con.execute("set variable n_parts = ?", [n_parts])
    with transaction(con):
        con.execute(sql("refresh", "choose_touched"))
        (n_touched,) = con.execute("select count(*) from touched").fetchall()[0]
        if n_touched:
            for step in _STEPS:
                con.execute(sql("refresh", step))
    return n_touched


def _retell(con: duckdb.DuckDBPyConnection) -> None:
    """Find what tells the same story as the articles that came, changed or went; what moved touches its series."""
    (n_retold,) = con.execute("select count(*) from core.retold").fetchall()[0]
    if n_retold:
        for step in ("find_likenesses", "replace_stories"):
            con.execute(sql("refresh", step))
        con.execute(sql("load", "note_touched"))
