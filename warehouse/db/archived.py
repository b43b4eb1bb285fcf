"""Which files of the archive the warehouse rests on."""

from __future__ import annotations

import duckdb

from warehouse.db.connect import open_published
from warehouse.db.publish import FILE, releases
from warehouse.db.statements import sql
from warehouse.home import Home


def files_in_use(con: duckdb.DuckDBPyConnection) -> set[str]:
    """Name the archive's files that hold an article's page, or the newest copy of a page that is not gone."""
    return {file for (file,) in con.execute(sql("queries", "archive_in_use")).fetchall()}


def files_releases_use(home: Home) -> set[str]:
    """Name the archive's files that any release on disk rests on: each can be the published one again (rollback)."""
    in_use: set[str] = set()
    for release in releases(home):
        with open_published(home.releases / release / FILE) as con:
            in_use |= files_in_use(con)
    return in_use
