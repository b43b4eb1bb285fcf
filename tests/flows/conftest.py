"""A Prefect server for the tests that run many flows: five seconds a run instead of twenty."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest


@pytest.fixture(scope="session")
def hadaf_on_server(
    hadaf: Callable[..., Any], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[..., Any]]:
    """Run the command against a Prefect server of its own, as an operator does who keeps one."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    quiet = {"DO_NOT_TRACK": "1", "PREFECT_SERVER_ANALYTICS_ENABLED": "false"}
    env = os.environ | quiet | {"PREFECT_HOME": str(tmp_path_factory.mktemp("prefect"))}
    start = [sys.executable, "-m", "prefect", "server", "start", "--no-ui", "--port", str(port), "--log-level", "INFO"]
    with subprocess.Popen(start, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as server:
        assert server.stdout is not None
        said = []
        for line in server.stdout:
            said.append(line)
            if "Uvicorn running" in line:
                break
        else:
            pytest.fail(f"Prefect's server did not start: {''.join(said[-20:])}")
        # what it goes on to say is read and forgotten, or the pipe would fill and stop it
        threading.Thread(target=deque, args=(server.stdout, 0), daemon=True).start()
        yield partial(hadaf, env={"PREFECT_API_URL": f"http://127.0.0.1:{port}/api"})
        server.terminate()
        server.wait(timeout=60)
