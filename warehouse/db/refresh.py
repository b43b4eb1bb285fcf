"""Keep the materialised tables up: for the keys that loads have touched, or for all of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import duckdb

from warehouse.db.statements import sql

_STEPS: Final = (
    *("choose_topics", "replace_observations", "replace_observations_2025", "note_changed", "replace_wholes"),
    *("replace_sums", "replace_targets", "find_results", "replace_candidates", "forget_touched"),
)


def refresh(con: duckdb.DuckDBPyConnection, article_urls: Sequence[str] | None = ()) -> int:
    """Refresh observations and what meets their targets, for all series touched; return how many.

    Loads note what they touch in their own transaction, so that a run that was killed before its refresh loses
    nothing. `article_urls` touches those articles' series besides; None touches everything (a full rebuild, which
    gives the same rows). One transaction.
    """
    con.execute("begin")
    try:
        if article_urls is None:
            con.execute(sql("refresh", "touch_all"))
            con.execute(sql("load", "note_touched"))
            con.execute(sql("refresh", "retell_everything"))
        elif article_urls:
            con.execute(sql("refresh", "touch_articles"), [list(article_urls)])
            con.execute(sql("load", "note_touched"))
        _retell(con)
        con.execute(sql("refresh", "compact_touched"))
        (n_touched,) = con.execute("select count(*) from core.touched").fetchall()[0]
        if n_touched:
            for step in _STEPS:
                con.execute(sql("refresh", step))
    except BaseException:
        con.execute("rollback")
        raise
    con.execute("commit")
    return n_touched


def _retell(con: duckdb.DuckDBPyConnection) -> None:
    """Find what tells the same story as the articles that came, changed or went; what moved touches its series."""
    (n_retold,) = con.execute("select count(*) from core.retold").fetchall()[0]
    if n_retold:
        for step in ("find_likenesses", "replace_stories"):
            con.execute(sql("refresh", step))
        con.execute(sql("load", "note_touched"))
