"""Keep the distance between two requests to one host."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

from warehouse.addresses import HostPort

LONGEST: Final = 3600.0
"""Longest wait, in seconds, that a server can ask for (Retry-After, Crawl-delay)."""


class Pace:
    """Keep requests to one host apart: from the end of one to the beginning of the next at least its delay passes.

    Counted from the end, for a slow answer is a busy server's. `delay` (seconds) holds for every host; a source's
    crawl_delay and the host's own robots.txt can lengthen it, never shorten it. One Pace serves all sources of a run:
    those that share a host share its delay. A wait of more than `patience` seconds is not sat through: `wait` gives it
    back instead. `clock` and `sleep` are the monotonic clock and the way to wait.
    """

    def __init__(
        self,
        delay: float = 0.0,
        *,
        patience: float = 300.0,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._delay = delay
        self._patience = patience
        self._clock = clock
        self._sleep = sleep
        self._delays: dict[HostPort, float] = {}
        self._next: dict[HostPort, float] = {}
        self._ended: dict[HostPort, float] = {}

    def slow_down(self, host: HostPort, delay: float) -> None:
        """Take a host's delay, in seconds, where it is longer than the one known."""
        self._delays[host] = max(self._delays.get(host, 0.0), min(delay, LONGEST))

    def defer(self, host: HostPort, seconds: float) -> None:
        """Leave a host alone for so many seconds from now."""
        self._next[host] = max(self._next.get(host, 0.0), self._clock() + seconds)

    def wait(self, host: HostPort) -> float:
        """Wait for a host's turn; give 0, or the seconds that would be longer than our patience."""
        never = float("-inf")
        # counted when the turn is taken: robots.txt may have asked for more since the last request
        apart = self._ended.get(host, never) + max(self._delay, self._delays.get(host, 0.0))
        left = max(self._next.get(host, never), apart) - self._clock()
        if left > self._patience:
            return left
        if left > 0:
            self._sleep(left)
        return 0.0

    def done(self, host: HostPort) -> None:
        """Say that a request to a host has ended, however it ended."""
        self._ended[host] = self._clock()
