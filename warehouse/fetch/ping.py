"""Tell a dead-man's switch that a run began, ended well or failed."""

from __future__ import annotations

import logging
from typing import Final, Literal
from urllib.parse import urlsplit, urlunsplit

from warehouse.addresses import host_port
from warehouse.fetch.client import Client
from warehouse.fetch.errors import FetchError

_ENDINGS: Final = {"start": "/start", "success": "", "fail": "/fail"}  # as Healthchecks and its kin take them
_LOG: Final = logging.getLogger(__name__)


def ping(url: str | None, kind: Literal["start", "success", "fail"], *, deadline: float = 10.0) -> bool:
    """Ping the configured URL (nothing without one); tell whether it answered. Never raises: a run must not fail of it.

    The URL is the operator's own, so it may be an inside address; what it answers is not read further.
    """
    if not url:
        return False
    try:
        parts = urlsplit(url)
        target = urlunsplit(parts._replace(path=parts.path.rstrip("/") + _ENDINGS[kind]))
        own = frozenset({host_port(url)})
        with Client("", own, private=own, deadline=deadline, attempts=2) as client:
            client.get_ok(target, max_bytes=65_536)
    except (FetchError, ValueError) as error:
        # the path of such a URL is its secret
        _LOG.warning("the %s ping was not taken: %s", kind, getattr(error, "reason", type(error).__name__))
        return False
    return True
