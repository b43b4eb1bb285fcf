"""Obey robots.txt (RFC 9309): protego reads the rules, what a status means is decided here."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Final
from urllib.parse import urlsplit

from protego import Protego

from warehouse.addresses import host_port, resolve
from warehouse.fetch.client import USER_AGENT_TOKEN, Client
from warehouse.fetch.errors import FetchError
from warehouse.fetch.memory import Memory, RobotsCopy

STANDS_IN_HOURS: Final = 24
"""Age up to which the last readable copy stands in for one that cannot be had (RFC 9309, 2.4)."""
ABSENT_DAYS: Final = 30
"""Days without an answer after which a robots.txt counts as absent (RFC 9309, 2.3.1.4)."""

_READ_BYTES: Final = 500 * 1024  # RFC 9309, 2.5: a crawler must read at least 500 KiB


@dataclass(frozen=True)
class _Rules:
    parsed: Protego | None  # None: no rules
    allowed: bool  # what holds without rules
    why: str
    delay: float = 0.0  # seconds between requests that the rules ask for


class Robots:
    """Answer what may be fetched, asking each host for its robots.txt once a run.

    2xx: its rules, from the first 500 KiB · 4xx: everything is allowed · 5xx, 429 or no answer: nothing is; but the
    last copy stands in for a day, and after thirty days without an answer there counts as none. `memory` keeps copies
    from run to run; `now` is UTC, naive.
    """

    def __init__(self, client: Client, memory: Memory | None = None, now: datetime | None = None) -> None:
        self._client = client
        self._memory = memory or Memory()
        self._now = now or datetime.now(UTC).replace(tzinfo=None)
        self._rules: dict[str, _Rules] = {}

    def allowed(self, url: str) -> bool:
        """Tell whether we may fetch a URL."""
        rules = self._of(url)
        return rules.allowed if rules.parsed is None else bool(rules.parsed.can_fetch(url, USER_AGENT_TOKEN))

    def why(self, url: str) -> str:
        """Say why a URL may not be fetched."""
        return self._of(url).why

    def delay(self, url: str) -> float:
        """Give the seconds that the host of a URL asks for between requests (0: none asked for)."""
        return self._of(url).delay

    def sitemaps(self, url: str) -> list[str]:
        """List the sitemaps that the host of a URL names, those on allowed hosts only."""
        rules = self._of(url)
        found = [resolve(url, str(line).strip()) for line in rules.parsed.sitemaps] if rules.parsed else []
        return [line for line in dict.fromkeys(found) if self._client.may_ask(line)]

    def _of(self, url: str) -> _Rules:
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self._rules:
            self._rules[origin] = rules = self._fetch(origin)
            if rules.delay:
                self._client.pace.slow_down(host_port(origin), rules.delay)
        return self._rules[origin]

    def _fetch(self, origin: str) -> _Rules:
        try:
            exchange = self._client.get(f"{origin}/robots.txt", max_bytes=_READ_BYTES, cut=True)
        except FetchError as error:
            return self._without(origin, error.reason)
        if exchange.status >= 500:
            return self._without(origin, f"http {exchange.status}")
        self._memory.keep_robots(RobotsCopy(origin, exchange.fetched_at, exchange.status, exchange.body))
        return _read(exchange.status, exchange.body)

    def _without(self, origin: str, reason: str) -> _Rules:
        """Say what holds while robots.txt cannot be had."""
        kept = self._memory.robots(origin) or RobotsCopy(origin)
        since = kept.unreachable_since or self._now
        self._memory.keep_robots(replace(kept, unreachable_since=since))
        if (
            kept.status is not None
            and kept.fetched_at
            and self._now - kept.fetched_at <= timedelta(hours=STANDS_IN_HOURS)
        ):
            return _read(kept.status, kept.body or b"")
        if self._now - since >= timedelta(days=ABSENT_DAYS):
            return _Rules(None, True, f"robots.txt: {reason} since {since:%Y-%m-%d}")
        return _Rules(None, False, f"robots.txt: {reason}")


def _read(status: int, body: bytes) -> _Rules:
    if not 200 <= status < 300:
        return _Rules(None, True, f"robots.txt: http {status}")
    parsed = Protego.parse(body.decode("utf-8", "replace"))
    return _Rules(parsed, True, "robots.txt does not allow it", _delay(parsed))


def _delay(parsed: Protego) -> float:
    """Read the longer of Crawl-delay and Request-rate (`1/10`: one request in ten seconds), in seconds."""
    rate = parsed.request_rate(USER_AGENT_TOKEN)
    apart = rate.seconds / rate.requests if rate is not None and rate.requests else 0.0
    return max(float(parsed.crawl_delay(USER_AGENT_TOKEN) or 0.0), float(apart), 0.0)
