"""Find the release that an analyst's verb reads."""

from __future__ import annotations

from pathlib import Path

from warehouse.cli.verb import invocation
from warehouse.errors import UsageError


def release_file() -> Path:
    """Give the published file's versioned path, so that a publish in between changes nothing under the reader.

    Raises UsageError for a config that cannot be read, and where nothing is published yet.
    """
    asked = invocation()
    # the mistake that was made is said before what follows from it
    asked.settings()
    published = asked.home.published
    if not published.exists():
        raise UsageError(
            f"{published}: nothing is published yet; run `hadaf demo` or `hadaf ingest` first (or give --home)"
        )
    return published.resolve()
