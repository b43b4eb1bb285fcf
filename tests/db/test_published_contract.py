"""What a release promises: the names and columns that other programs rely on, each with a comment; a file old clients
read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from warehouse.db import query
from warehouse.db.publish import publish
from warehouse.errors import UsageError
from warehouse.home import Home

# Names and columns that other programs rely on (design section 3); more columns may follow.
CONTRACT = """
figures: figure_id article_url slug origin_url title source published p char_start char_end sentence mention value
  value_high out_of unit per comparator role basis period_start period_end place place_id programme indicator part item
  confidence extractor_version fetched_at run_id
quarantine: article_url p char_start char_end sentence mention reason
milestones: article_url p char_start char_end place programme indicator due
observations: ref_area programme indicator part measure basis unit_measure per freq time_period obs_value
  obs_value_high out_of obs_status comparator n_mentions n_values obs_min obs_max figure_id published
targets_vs_achievements: place programme indicator unit basis period_start period_end target_value target_comparator
  target_figure_id target_published achieved_value achieved_as_of achieved_figure_id attainment attainment_stated gap
  status how n_targets n_achievements in_conflict
targets_vs_achievements_2025: place status boundaries
observations_2025: ref_area obs_value boundaries
attainment_checks: stated computed difference
conflicts: source value
coverage: source published indicator
freshness: source newest_published
league_table: indicator year rank place
releases: release_id content_hash
runs: run_id status
dim_place: place_id valid_from valid_to parent_id successors name_vi name_ascii name_ur
dim_indicator: indicator name_en name_ur unit_kind direction programme definition
dim_programme: programme name_en name_ur
dim_unit: unit name_en name_ur
dim_source: source
dim_article: article_url version change
"""


def contract() -> dict[str, list[str]]:
    text = CONTRACT.strip().replace("\n  ", " ")
    return {line.split(":")[0]: line.split(":")[1].split() for line in text.splitlines()}


@pytest.mark.parametrize("name", contract())
def test_published_objects_have_the_columns_of_the_contract(empty_warehouse: Path, name: str) -> None:
    columns = [row["name"] for row in query.describe(empty_warehouse, name)]
    wanted = contract()[name]
    assert set(wanted) <= set(columns)
    if name in {"figures", "milestones", "targets_vs_achievements"}:
        assert columns[: len(wanted)] == wanted


def test_everything_published_has_a_comment(empty_warehouse: Path) -> None:
    tables = query.query(
        empty_warehouse,
        "select table_name from duckdb_tables() where comment is null "
        "union all select view_name from duckdb_views() where not internal and comment is null",
    )
    columns = query.query(
        empty_warehouse,
        "select table_name || '.' || column_name from duckdb_columns() where not internal and comment is null",
    )
    assert (tables.rows, columns.rows) == ((), ())


def test_storage_is_one_that_older_clients_read(home: Home, ingest: Callable[..., str]) -> None:
    release = publish(home, run_id=ingest(), keep=3)
    tags = query.query(release.path, "select tags from duckdb_databases() where not internal").rows
    assert tags == (({"storage_version": "v1.4.0+"},),)


def test_describe_names_the_near_miss(home: Home, ingest: Callable[..., str]) -> None:
    publish(home, run_id=ingest(), keep=1)
    assert {row["name"] for row in query.describe(home.published)} >= contract().keys()
    with pytest.raises(UsageError, match="did you mean figures"):
        query.describe(home.published, "figure")
