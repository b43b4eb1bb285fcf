"""Fill the dimensions from the lexicon: places and their crosswalk, indicators, programmes, units."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

import duckdb
import polars as pl

from warehouse.db.arrow import registered
from warehouse.db.connect import transaction
from warehouse.db.statements import sql
from warehouse.lexicon import Lexicon

_SEEDS: Final = ("seed_place", "seed_crosswalk", "seed_indicator", "seed_programme", "seed_unit")


def seed(con: duckdb.DuckDBPyConnection, lexicon: Lexicon) -> bool:
    """Make the dimension tables those of the lexicon, in one transaction; the last line of one code stands.

    Returns False, having done nothing, where they already are. Otherwise everything is marked to be refreshed:
    directions, wholes and boundaries bear on every judgement.

    Reads `indicators.toml`, `programmes.toml`, `units.csv` and `places/{units,crosswalk,regions,countries}.csv`.
    Raises UsageError where the lexicon lacks one of them.
    """
    if con.execute("select lexicon_version from core.seeded").fetchall() == [(lexicon.version,)]:
        return False
    frames = {
        "lexicon_units": _texts(lexicon.rows("units.csv"), "code en ur dimension sdmx"),
        "lexicon_indicators": _indicators(lexicon.table("indicators.toml")["indicator"]),
        "lexicon_programmes": _texts(lexicon.table("programmes.toml")["programme"], "code en ur vi definition"),
        "lexicon_places": _texts(
            lexicon.rows("places/units.csv"),
            "place_id path name_vi name_ascii name_ur kind parent_id valid_from valid_to iso_code",
        ),
        "lexicon_regions": _texts(lexicon.rows("places/regions.csv"), "place_id path name_vi name_en name_ur"),
        "lexicon_countries": _texts(lexicon.rows("places/countries.csv"), "place_id path name_ur"),
        "lexicon_crosswalk": _texts(lexicon.rows("places/crosswalk.csv"), "old_id new_id whole", key=2),
    }
    with registered(con, **frames), transaction(con):
        for name in _SEEDS:
            con.execute(sql("load", name))
        con.execute(sql("refresh", "touch_all"))
        con.execute(sql("load", "note_touched"))
        con.execute("delete from core.seeded")
        con.execute("insert into core.seeded values (?)", [lexicon.version])
    return True


def _texts(rows: Iterable[Mapping[str, Any]], columns: str, *, key: int = 1) -> pl.DataFrame:
    """Frame rows as text columns, empty cells as null, the last row of one key (the first columns) kept."""
    names = columns.split()
    frame = pl.DataFrame(
        [{name: row.get(name) or None for name in names} for row in rows], dict.fromkeys(names, pl.String)
    )
    return frame.unique(names[:key], keep="last", maintain_order=True)


def _indicators(rows: Iterable[Mapping[str, Any]]) -> pl.DataFrame:
    columns = "code en ur unit direction basis programme whole definition source"
    others = pl.DataFrame(
        [
            {"code": row["code"], "met_by": row.get("met_by") or [row["code"]], "additive": row.get("additive", True)}
            for row in rows
        ],
        {"code": pl.String, "met_by": pl.List(pl.String), "additive": pl.Boolean},
    )
    return _texts(rows, columns).join(others.unique("code", keep="last"), on="code")
