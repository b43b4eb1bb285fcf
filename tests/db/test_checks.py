"""Checks: each finds what it is for, and rows that are lost between two releases are told."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from warehouse.db.check import run_checks
from warehouse.db.connect import open_work
from warehouse.db.publish import publish
from warehouse.errors import ChecksFailed
from warehouse.home import Home

BROKEN = {
    "figure_keys_unique": "insert into core.mention from core.mention",
    "figure_has_role_and_unit": "update core.mention set unit = null where role = 'context'",
    "period_ordered": "update core.mention set period_start = date '2099-01-01' where period_end is not null",
    "accepted_and_quarantined": "insert into core.held_back select figure_id, article_url, p, char_start, char_end, sentence, mention, 'x', 'v', 'r' from core.mention",  # noqa: E501
    "observation_keys_unique": "insert into core.observation from core.observation",
    "observation_rests_on_figure": "update core.observation set figure_id = 'none'",
    "targets_all_judged": "delete from core.target",
    "target_keys_unique": "insert into core.target from core.target",
    "refresh_is_complete": "insert into core.touched by name select 1 as observation_no, 1 as today_no, 1 as topic_no, 'OLD-A' as ref_area, 'OLD-A' as today_ref_area, 'ocop.products' as indicator, 'A' as measure, 'count' as unit_measure, 'A' as freq, false as tells_whole",  # noqa: E501
    "pages_without_figures": "delete from core.mention",
    "sources_that_list_nothing": "insert into core.source_run select run_id, 's', started_at, 0, 'http 403', 0, 0, 0, 0, 0, 0, 0, 0, map {}, 0, 0, 0, 0, 0 from core.run",  # noqa: E501
    "place_known": "update core.mention set place = 'Elsewhere'",
    "unit_known": "update core.mention set unit = 'cubit'",
    "indicator_known": "update core.mention set indicator = 'no.such' where indicator is not null",
    "fraction_within_whole": "update core.mention set out_of = 1",
    "percent_in_range": "update core.mention set unit = 'percent', value = 5000",
    "period_near_publication": "update core.mention set period_end = date '1900-01-01'",
    "place_exists_then": "update core.mention set place_id = 'NEW-A'",
    "corrections_that_no_longer_match": "insert into core.correction values ('f', 'unit', 'ha', '', 'x', '', null)",
}


@pytest.mark.parametrize(("name", "damage"), BROKEN.items())
def test_each_check_finds_what_it_is_for(home: Home, ingest: Callable[..., str], name: str, damage: str) -> None:
    ingest()
    with open_work(home.work) as con:
        assert [check.name for check in run_checks(con) if not check.passed] == []
        con.execute(damage)
        assert name in [check.name for check in run_checks(con) if not check.passed]


def test_rows_lost_are_told(home: Home, ingest: Callable[..., str]) -> None:
    publish(home, run_id=ingest(), keep=3)
    with open_work(home.work) as con:
        con.execute("delete from core.mention where role = 'context'")
    release = publish(home, run_id="r", keep=3)
    assert [check.name for check in release.warnings] == ["rows_lost_since_last_release"]
    with open_work(home.work) as con:
        con.execute("delete from core.mention")
    with pytest.raises(ChecksFailed, match="everything_lost_since_last_release"):
        publish(home, run_id="r", keep=3)
