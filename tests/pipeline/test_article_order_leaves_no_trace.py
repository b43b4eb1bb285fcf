"""Two releases of the demo, built from its archive in different orders and batches, have the same content hash."""

from __future__ import annotations

import random
import shutil
from pathlib import Path
from typing import Any

import pytest

from warehouse.db.publish import latest
from warehouse.home import Home
from warehouse.pipeline.gather import archived_pages
from warehouse.pipeline.run import begin
from warehouse.pipeline.stages import batches, find_figures, frame_of, publish_release, read, refresh_marts, store
from warehouse.settings import Settings

pytestmark = pytest.mark.prefect


def pages_of(demo_home: Path, folder: Path) -> list[Any]:
    copy = Home(folder / "listed")
    shutil.copytree(demo_home, copy.root, symlinks=True)
    with begin(copy, Settings(), command="reparse") as run:
        pages = list(archived_pages(run, stale_only=False))
        run.finish("nothing new", "listed")
    return pages


def built(home: Home, archive: Path, pages: list[Any], *, size: int, refresh_often: bool) -> str:
    shutil.copytree(archive, home.archive)
    with begin(home, Settings(), command="reparse") as run:
        for batch in batches(pages, size):
            articles = frame_of(read(run, batch))
            store(run, articles, find_figures(run, articles))
            if refresh_often:
                refresh_marts(run)
        refresh_marts(run)
        publish_release(run)
        run.finish("published", "built")
    release = latest(home)
    assert release is not None
    return release.content_hash


def test_the_order_of_articles_and_batches_leaves_no_trace(demo: Any, tmp_path: Path) -> None:
    pages = pages_of(demo.home, tmp_path)
    assert len(pages) > 30
    shuffled = random.Random(7).sample(pages, len(pages))  # noqa: S311 - an order, no secret
    hashes = {
        built(Home(tmp_path / "whole"), demo.home / "archive", pages, size=500, refresh_often=False),
        built(Home(tmp_path / "backwards"), demo.home / "archive", pages[::-1], size=7, refresh_often=True),
        built(Home(tmp_path / "shuffled"), demo.home / "archive", shuffled, size=3, refresh_often=True),
    }
    assert len(hashes) == 1
