"""A home that an older hadaf made is brought up in place, whatever its age; a migration that fails leaves no trace."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from warehouse.db.connect import open_work
from warehouse.db.migrate import _apply, migrate
from warehouse.db.refresh import refresh
from warehouse.db.seed import seed
from warehouse.db.statements import Statement, sql, statements
from warehouse.errors import HadafError
from warehouse.lexicon import Lexicon

MIGRATIONS = statements("migrations")
ARTICLE = (
    "insert into core.article (article_url, version, n_paragraphs, text_sha256, published) "
    "values ('https://news.example/a', 1, 1, 'x', '2024-10-01')"
)
FIGURE = (
    "insert into core.mention (figure_id, span_id, article_url, p, char_start, char_end, mention, value, unit, role, "
    "basis, period_end, place, place_id, indicator, confidence) values ('f', 's', 'https://news.example/a', 0, 0, 2, "
    "'12', 12, 'count', 'achievement', 'stock', '2024-09-30', 'Alpha', 'OLD-A', 'ocop.products', 0.9)"
)

UNNUMBERED, NUMBER = 46, 7
"""Migrations of the last home whose articles had no number; the number of the one article of a newer home."""


@pytest.mark.parametrize("age", [23, 27, 32, 46, len(MIGRATIONS)])
def test_an_old_home_keeps_its_facts_and_gets_what_is_new(tmp_path: Path, small_lexicon: Lexicon, age: int) -> None:
    with open_work(tmp_path / "work.duckdb") as con:
        con.execute(sql("load", "schema_migration"))
        for file in MIGRATIONS[:age]:
            _apply(con, file)
        if age > UNNUMBERED:
            for table in ("article", "mention"):
                con.execute(f"alter table core.{table} alter column article_no set default {NUMBER}")
            con.execute(f"alter table core.article alter column source_no set default {NUMBER}")
        con.execute(ARTICLE)
        con.execute(FIGURE)
    with open_work(tmp_path / "work.duckdb") as con:
        assert migrate(con) == [file.name for file in MIGRATIONS[age:]]
        seed(con, small_lexicon)
        refresh(con)
        assert con.execute("select ref_area, obs_value, figure_id from observations").fetchall() == [("OLD-A", 12, "f")]
        joined = "select count(*) from figures inner join observations using (observation_id)"
        assert con.execute(joined).fetchall() == [(1,)]


def test_a_migration_that_fails_is_undone_whole(tmp_path: Path) -> None:
    broken = Statement("0999_broken", "create table core.half (a integer); select nonsense;")
    with open_work(tmp_path / "work.duckdb") as con:
        migrate(con)
        with pytest.raises(HadafError, match="0999_broken failed and was undone"):
            _apply(con, broken)
        with pytest.raises(duckdb.CatalogException):
            con.execute("from core.half")
        assert migrate(con) == []
