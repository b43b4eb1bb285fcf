"""Hold the kernel's lock on a home: one writer at a time, freed by the kernel however the process ends."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from warehouse.errors import AlreadyRunning
from warehouse.home import Home


@contextmanager
def hold(home: Home) -> Iterator[None]:
    """Hold the home's lock while the body runs.

    Raises AlreadyRunning, which names the holder's process and start. The file is never removed: a lock on a
    removed file would not be seen by the next process.
    """
    home.root.mkdir(parents=True, exist_ok=True)
    with home.lock.open("a+", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            file.seek(0)
            holder = file.read().strip() or "another process"
            raise AlreadyRunning(f"another run holds {home.lock}: {holder}") from error
        file.truncate(0)
        file.write(f"process {os.getpid()}, started {datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC\n")
        file.flush()
        try:
            yield
        finally:
            file.truncate(0)
