"""Obey robots.txt (RFC 9309): protego reads the rules, what a status means is decided here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from protego import Protego

from warehouse.addresses import resolve
from warehouse.fetch.client import USER_AGENT_TOKEN, Client
from warehouse.fetch.errors import FetchError

_READ_BYTES: Final = 500 * 1024  # RFC 9309, 2.5: a crawler must read at least 500 KiB


@dataclass(frozen=True)
class _Rules:
    parsed: Protego | None  # None: no rules
    allowed: bool  # what holds without rules
    why: str


class Robots:
    """Answer what may be fetched, asking each host for its robots.txt once a run.

    2xx: its rules, from the first 500 KiB · 4xx: everything is allowed · 5xx, 429 or no answer: nothing is.
    """

    def __init__(self, client: Client) -> None:
        self._client = client
        self._rules: dict[str, _Rules] = {}

    def allowed(self, url: str) -> bool:
        """Tell whether we may fetch a URL."""
        rules = self._of(url)
        return rules.allowed if rules.parsed is None else bool(rules.parsed.can_fetch(url, USER_AGENT_TOKEN))

    def why(self, url: str) -> str:
        """Say why a URL may not be fetched."""
        return self._of(url).why

    def sitemaps(self, url: str) -> list[str]:
        """List the sitemaps that the host of a URL names, those on allowed hosts only."""
        rules = self._of(url)
        found = [resolve(url, str(line).strip()) for line in rules.parsed.sitemaps] if rules.parsed else []
        return [line for line in dict.fromkeys(found) if self._client.may_ask(line)]

    def _of(self, url: str) -> _Rules:
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self._rules:
            self._rules[origin] = self._fetch(origin)
            parsed = self._rules[origin].parsed
            delay = parsed.crawl_delay(USER_AGENT_TOKEN) if parsed is not None else None
            if delay:
                self._client.pace.slow_down(parts.netloc, float(delay))
        return self._rules[origin]

    def _fetch(self, origin: str) -> _Rules:
        try:
            exchange = self._client.get(f"{origin}/robots.txt", max_bytes=_READ_BYTES, cut=True)
        except FetchError as error:
            return _Rules(None, False, f"robots.txt: {error.reason}")
        if 200 <= exchange.status < 300:
            text = exchange.body.decode("utf-8", "replace")
            return _Rules(Protego.parse(text), True, "robots.txt does not allow it")
        return _Rules(None, exchange.status < 500, f"robots.txt: http {exchange.status}")
