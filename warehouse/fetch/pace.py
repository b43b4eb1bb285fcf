"""Keep the distance between two requests to one host."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

LONGEST: Final = 3600.0
"""Longest wait, in seconds, that a server can ask for (Retry-After, Crawl-delay)."""


class Pace:
    """Wait before each request so that requests to one host begin at least its delay apart.

    `delay` is the configured crawl delay in seconds; robots.txt can lengthen it for a host, never shorten it. A wait of
    more than `patience` seconds is not sat through: `wait` returns it instead. `clock` and `sleep` are the monotonic
    clock and the way to wait.
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
        self._delays: dict[str, float] = {}
        self._next: dict[str, float] = {}

    def slow_down(self, host: str, delay: float) -> None:
        """Take a host's own crawl delay, in seconds."""
        self._delays[host] = min(max(delay, 0.0), LONGEST)

    def defer(self, host: str, seconds: float) -> None:
        """Leave a host alone for so many seconds from now."""
        self._next[host] = max(self._next.get(host, 0.0), self._clock() + seconds)

    def wait(self, host: str) -> float:
        """Wait for a host's turn and take it; give 0, or the seconds that would be longer than our patience."""
        left = self._next.get(host, float("-inf")) - self._clock()
        if left > self._patience:
            return left
        if left > 0:
            self._sleep(left)
        self._next[host] = self._clock() + max(self._delay, self._delays.get(host, 0.0))
        return 0.0
