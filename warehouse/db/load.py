"""Put articles and what was read from them into the work database: one article, one transaction."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import duckdb
import polars as pl

from warehouse.db.arrow import registered
from warehouse.db.statements import sql
from warehouse.errors import HadafError
from warehouse.figures.schemas import ARTICLES, FIGURES, MILESTONES, QUARANTINE

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
    *("span_key", "corrected", "stage_article", "stage_paragraph", "stage_mention", "stage_held_back"),
    *("stage_milestone", "stage_correction", "stage_corrected"),
)


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
    run_id: str,
    extractor_version: str,
) -> LoadResult:
    """Replace everything that is stored of each article by what the frames say of it.

    `articles` has the columns of STORED_ARTICLES (those beyond ARTICLES may be missing), the other frames those of
    FIGURES, QUARANTINE and MILESTONES; further columns are ignored. Each article is one transaction: a process that
    dies leaves whole articles or none. Corrections of the database (`corrections.take_over`) are laid over the rows.
    An article whose rows the database refuses is undone, named in `failed`, and the others go on.
    Raises HadafError for a frame that lacks a column.
    """
    with registered(
        con,
        incoming_articles=_as_stored(articles),
        incoming_figures=_fitted(figures, FIGURES, "figures"),
        incoming_quarantine=_fitted(quarantine, QUARANTINE, "quarantine"),
        incoming_milestones=_fitted(milestones, MILESTONES, "milestones"),
    ):
        for stage in _STAGES:
            con.execute(sql("load", stage))
    con.execute("set variable run_id = ?", [run_id])
    con.execute("set variable extractor_version = ?", [extractor_version])
    before = _versions(con)
    failed = []
    for (url,) in con.execute("select url from staged_article order by url").fetchall():
        try:
            _replace(con, url)
        except duckdb.Error as error:
            failed.append((url, str(error).splitlines()[0]))
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
    for (url,) in wanted:
        with _transaction(con):
            con.execute("set variable article_url = ?", [url])
            con.execute(sql("load", "note_touched"))
            con.execute(sql("load", "withdraw_article"))
            con.execute(sql("load", "clear_article"))
    return len(wanted)


def _replace(con: duckdb.DuckDBPyConnection, url: str) -> None:
    with _transaction(con):
        con.execute("set variable article_url = ?", [url])
        is_known = con.execute("select 1 from core.article where article_url = ?", [url]).fetchone() is not None
        con.execute(sql("load", "note_version"))
        if is_known:
            # an article never seen has nothing to clear, and looking for it would cost a scan of all mentions
            con.execute(sql("load", "note_touched"))
            con.execute(sql("load", "clear_article"))
        con.execute(sql("load", "insert_article"))
        con.execute(sql("load", "note_touched"))


@contextmanager
def _transaction(con: duckdb.DuckDBPyConnection) -> Iterator[None]:
    con.execute("begin")
    try:
        yield
    except BaseException:
        con.execute("rollback")
        raise
    con.execute("commit")


def _versions(con: duckdb.DuckDBPyConnection) -> dict[str, int]:
    stored = "select article_url, version from core.article where article_url in (select url from staged_article)"
    return dict(con.execute(stored).fetchall())


def _counted(con: duckdb.DuckDBPyConnection, before: dict[str, int], failed: list[tuple[str, str]]) -> LoadResult:
    lost = {url for url, _ in failed}
    after = {url: version for url, version in _versions(con).items() if url not in lost}

    stored = list(after)
    figures = con.execute("select count(*) from core.mention where list_contains(?, article_url)", [stored])
    n_figures = figures.fetchall()[0][0]
    quarantined = con.execute("select count(*) from core.held_back where list_contains(?, article_url)", [stored])
    n_quarantined = quarantined.fetchall()[0][0]
    milestones = con.execute("select count(*) from core.milestone where list_contains(?, article_url)", [stored])
    n_milestones = milestones.fetchall()[0][0]
    return LoadResult(
        articles=len(after),
        new=len(after.keys() - before.keys()),
        changed=sum(1 for url, version in after.items() if before.get(url, version) != version),
        figures=n_figures,
        quarantined=n_quarantined,
        milestones=n_milestones,
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
