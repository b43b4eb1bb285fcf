"""Make what was written outlast a loss of power."""

from __future__ import annotations

import os
from pathlib import Path


def to_disk(path: Path) -> None:
    """Return once a file's bytes, or a folder's entries, are on the disk: a rename lasts when its folder is."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
