"""Set Prefect up before it is imported: its home in ours, no telemetry, a quiet log, a patient start."""

from __future__ import annotations

import os
from pathlib import Path


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
