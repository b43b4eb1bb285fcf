"""Let old days of the archive go, by `[archive] keep_days`, and never a copy that anything rests on."""

from __future__ import annotations

import logging
from datetime import timedelta

from warehouse.db.archived import files_in_use, files_releases_use
from warehouse.fetch.retention import files_before, remove
from warehouse.pipeline.run import Run
from warehouse.pipeline.stages import utc_now

_LOG = logging.getLogger(__name__)


def retain_archive(run: Run) -> list[str]:
    """Remove the days older than `keep_days` that nothing rests on; return the names of their files.

    A file goes when every page in it is superseded by a newer copy of the same address, or gone from its site, and no
    release that still stands shows an article read from it: sources and `reparse` find every copy that they need.
    """
    days = run.settings.archive.keep_days
    old = files_before(run.home.archive, utc_now().date() - timedelta(days=days)) if days else []
    if not old:
        return []
    with run.work() as con:
        in_use = files_in_use(con)
    in_use |= files_releases_use(run.home)
    over = [path for path in old if path.name not in in_use]
    if over:
        freed = remove(run.home.archive, over)
        names = ", ".join(path.name for path in over)
        _LOG.info("archive: removed %d files of superseded or withdrawn pages (%d bytes): %s", len(over), freed, names)
    return [path.name for path in over]
