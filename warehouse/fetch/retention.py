"""The archive's files by their day: which are old enough to go, and how they go."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Final

_DAY_FILE: Final = re.compile(r"hadaf-(\d{4}-\d{2}-\d{2})\.warc\.gz")


def files_before(root: Path, day: date) -> list[Path]:
    """List the archive's own files of days before `day`, oldest first; files of another name are nobody's to remove.

    >>> files_before(Path("no/such/archive"), date(2026, 1, 1))
    []
    """
    named = ((path, _DAY_FILE.fullmatch(path.name)) for path in sorted(root.glob("*.warc.gz")))
    return [path for path, match in named if match and match[1] < day.isoformat()]


def remove(root: Path, files: Iterable[Path]) -> int:
    """Remove files of the archive and return how many bytes that freed; a run killed in between does the rest later."""
    freed = 0
    for path in files:
        freed += path.stat().st_size
        path.unlink()
    handle = os.open(root, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
    return freed
