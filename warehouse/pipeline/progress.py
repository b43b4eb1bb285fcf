"""Say how far a long stage is: a bar on a terminal, otherwise a log line each tenth or each half minute."""

from __future__ import annotations

import logging
import sys
import time
from typing import Final

EVERY_SECONDS: Final = 30.0
BAR: Final = 30

_LOG = logging.getLogger(__name__)


class Progress:
    """Take `(done, total)` as a stage goes on and show it on stderr; nothing where the log is quiet."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._shown = 0.0
        self._at = time.monotonic()
        self._bar = sys.stderr.isatty()

    def __call__(self, done: int, total: int) -> None:
        """Show that `done` of `total` are done."""
        if not total or not _LOG.isEnabledFor(logging.INFO):
            return
        share = done / total
        if self._bar:
            filled = int(share * BAR)
            end = "\n" if done >= total else ""
            sys.stderr.write(f"\r{self._what} [{'#' * filled}{'.' * (BAR - filled)}] {done:,}/{total:,}{end}")
            sys.stderr.flush()
        elif share - self._shown >= 0.1 or time.monotonic() - self._at >= EVERY_SECONDS or done >= total > 1:
            self._shown, self._at = share, time.monotonic()
            _LOG.info("%s: %d of %d (%.0f %%)", self._what, done, total, share * 100)
