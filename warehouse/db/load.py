"""Put articles and what was read from them into the work database: whole articles, many in one transaction."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import duckdb
import polars as pl

from warehouse.db.arrow import registered
from warehouse.db.connect import transaction
from warehouse.db.statements import sql
from warehouse.errors import HadafError
from warehouse.figures.schemas import ARTICLES, FIGURES, MILESTONES, QUARANTINE, SIGNATURES

STORED_ARTICLES: Final = pl.Schema(
    {
        **ARTICLES,
        "slug": pl.String(),
        "origin_url": pl.String(),
        "layout": pl.String(),
        "lang": pl.String(),
        "captions": pl.List(pl.String()),
        "fetched_at": pl.Datetime("us"),
        "text_sha256": pl.String(),
        "warc_file": pl.String(),
        "warc_offset": pl.Int64(),
    }
)
"""One row an article as it is stored: ARTICLES, and where it came from. Columns left out are stored as null."""

_STAGES: Final = (
    *("span_key", "corrected", "near_words", "stage_article", "stage_paragraph", "stage_mention", "stage_held_back"),
    *("stage_milestone", "stage_correction", "stage_corrected", "stage_quarantined", "stage_signature"),
)
_REPLACE: Final = (
    *("compare_version", "note_version", "touching_before", "note_touched", "clear_article", "insert_article"),
    *("touching_now", "note_touched", "replace_signature"),
)
_WITHDRAW: Final = ("touching_before", "note_touched", "withdraw_article", "clear_article", "forget_signature")


@dataclass(frozen=True)
class LoadResult:
    """Count what a load stored; `failed` has (URL, error) of the articles whose transaction was undone."""

    articles: int
    new: int
    changed: int
    figures: int
    quarantined: int
    milestones: int
    touched: tuple[str, ...]
    failed: tuple[tuple[str, str], ...]


def load(
    con: duckdb.DuckDBPyConnection,
    *,
    articles: pl.DataFrame,
    figures: pl.DataFrame,
    quarantine: pl.DataFrame,
    milestones: pl.DataFrame,
    signatures: pl.DataFrame | None = None,
    run_id: str,
    extractor_version: str,
) -> LoadResult:
    """Replace everything that is stored of each article by what the frames say of it.

    `articles` has the columns of STORED_ARTICLES (those beyond ARTICLES may be missing), the other frames those of
    FIGURES, QUARANTINE, MILESTONES and SIGNATURES (without a signature an article is like no other); further columns
    are ignored. All articles go in by one transaction: a process that dies leaves whole articles or none. Corrections
    of the database (`corrections.take_over`) are laid over the rows. Where the database refuses a row, its article
    alone is undone and named in `failed`; the others go in.
    Raises HadafError for a frame that lacks a column.
    """
    with registered(
        con,
        incoming_articles=_as_stored(articles),
        incoming_figures=_fitted(figures, FIGURES, "figures"),
        incoming_quarantine=_fitted(quarantine, QUARANTINE, "quarantine"),
        incoming_milestones=_fitted(milestones, MILESTONES, "milestones"),
        incoming_signatures=_fitted(
            pl.DataFrame(schema=SIGNATURES) if signatures is None else signatures, SIGNATURES, "signatures"
        ),
    ):
        for stage in _STAGES:
            con.execute(sql("load", stage))
    con.execute("set variable run_id = ?", [run_id])
    con.execute("set variable extractor_version = ?", [extractor_version])
    before = _versions(con)
    urls = [row[0] for row in con.execute("select url from staged_article order by url").fetchall()]
    failed = list(_replace(con, urls))
    return _counted(con, before, failed)


def withdraw(con: duckdb.DuckDBPyConnection, urls: Sequence[str], *, run_id: str, fetched_at: datetime) -> int:
    """Take the facts of pages that are gone (404, 410) out of the warehouse and return how many articles left.

    Their text stays in the history, with the mentions that went with it. `fetched_at` is UTC, naive.
    """
    con.execute("set variable run_id = ?", [run_id])
    con.execute("set variable fetched_at = ?", [fetched_at])
    wanted = con.execute(
        "select article_url from core.article where not withdrawn and list_contains(?, article_url) order by all",
        [list(urls)],
    ).fetchall()
    if wanted:
        _in_one_transaction(con, [row[0] for row in wanted], _WITHDRAW)
    return len(wanted)


def _replace(con: duckdb.DuckDBPyConnection, urls: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Store articles together; where the database refuses them, each half alone, down to those that it refuses."""
    if not urls:
        return
    try:
        _in_one_transaction(con, urls, _REPLACE)
    except duckdb.Error as error:
        if len(urls) == 1:
            yield urls[0], str(error).splitlines()[0]
            return
        middle = len(urls) // 2
        yield from _replace(con, urls[:middle])
        yield from _replace(con, urls[middle:])


def _in_one_transaction(con: duckdb.DuckDBPyConnection, urls: Sequence[str], steps: Sequence[str]) -> None:
    with transaction(con):
        con.execute(sql("load", "choose_articles"), [list(urls)])
        for step in steps:
            con.execute(sql("load", step))


def _versions(con: duckdb.DuckDBPyConnection) -> dict[str, int]:
    stored = "select article_url, version from core.article where article_url in (select url from staged_article)"
    return dict(con.execute(stored).fetchall())


def _counted(con: duckdb.DuckDBPyConnection, before: dict[str, int], failed: list[tuple[str, str]]) -> LoadResult:
    lost = {url for url, _ in failed}
    after = {url: version for url, version in _versions(con).items() if url not in lost}
    counts = con.execute(sql("load", "count_stored"), [list(after)]).fetchall()[0]
    return LoadResult(
        articles=len(after),
        new=len(after.keys() - before.keys()),
        changed=sum(1 for url, version in after.items() if before.get(url, version) != version),
        figures=counts[0],
        quarantined=counts[1],
        milestones=counts[2],
        touched=tuple(sorted(after)),
        failed=tuple(failed),
    )


def _as_stored(articles: pl.DataFrame) -> pl.DataFrame:
    missing = [pl.lit(None, dtype=kind).alias(name) for name, kind in STORED_ARTICLES.items() if name not in articles]
    return _fitted(articles.with_columns(missing), STORED_ARTICLES, "articles")


def _fitted(frame: pl.DataFrame, schema: pl.Schema, name: str) -> pl.DataFrame:
    lacking = [column for column in schema if column not in frame.columns]
    if lacking:
        raise HadafError(f"the frame of {name} has no column {lacking[0]}")
    return frame.select(pl.col(column).cast(kind) for column, kind in schema.items())
