"""Set Prefect up before it is imported: its home in ours, no telemetry, a quiet log, a patient start."""

from __future__ import annotations

import os
import socket
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

from warehouse.addresses import DEFAULT_PORTS
from warehouse.errors import HadafError, UsageError

API_URL: Final = "PREFECT_API_URL"
"""Names the operator's own Prefect server; without it each run starts a temporary one."""

_PATIENCE: Final = 10.0
"""Seconds in which a server of one's own must take a connection; Prefect itself would try for three minutes."""


def prepare(prefect_home: Path) -> None:
    """Set Prefect's environment for this process; whatever the operator has set already stands.

    Must run before `prefect` is imported, which reads the environment once.
    """
    prefect_home.mkdir(parents=True, exist_ok=True)
    defaults = {
        "PREFECT_HOME": str(prefect_home.resolve()),
        # no usage reports, neither from the client nor from the temporary server
        "DO_NOT_TRACK": "1",
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        # its default of 20 s failed runs on a busy machine
        "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
        # our own log says what happens; Prefect would print every error three times, with its own frames
        "PREFECT_LOGGING_LEVEL": "CRITICAL",
        "PREFECT_SERVER_LOGGING_LEVEL": "CRITICAL",
        "PREFECT_CLI_COLORS": "false",
    }
    for name, value in defaults.items():
        os.environ.setdefault(name, value)


def require_server() -> None:
    """Raise HadafError, before anything starts, where the operator's own Prefect server takes no connection.

    Raises UsageError for an address that is none. Behind a proxy nothing is known beforehand, and nothing is asked.
    """
    url = os.environ.get(API_URL)
    if not url:
        return
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port or DEFAULT_PORTS.get(parts.scheme)
    except ValueError:
        host = port = None
    if not host or not port or parts.scheme not in DEFAULT_PORTS:
        raise UsageError(f"{API_URL} is no http or https URL with a host")
    if parts.scheme in getproxies() and not proxy_bypass(host):
        return
    try:
        socket.create_connection((host, port), timeout=_PATIENCE).close()
    except OSError as error:
        why = error.strerror or str(error)
        raise HadafError(
            # the rest of the address may hold a password
            f"{API_URL}: no Prefect server answers at {host}:{port} ({why}); start it (prefect server start), "
            f"or unset {API_URL}: each run then starts a temporary one"
        ) from None
