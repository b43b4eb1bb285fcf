"""The installed command, run as a person runs it, and one demo that several tests look at."""

from __future__ import annotations

import fcntl
import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

HADAF = Path(sys.executable).parent / "hadaf"
SHARED = Path(__file__).parents[2] / "shared"

Run = Callable[..., subprocess.CompletedProcess[str]]
Serving = Callable[[Callable[[BaseHTTPRequestHandler], None]], AbstractContextManager[str]]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put first what takes minutes and mostly waits, so that no worker is left alone with it at the end."""
    items.sort(key=lambda item: item.get_closest_marker("prefect") is None)


def run_hadaf(
    *args: object, stdin: str | bytes | None = None, env: dict[str, str] | None = None, timeout: int = 300
) -> Any:
    """Run the installed command; output as text, the environment without what a developer may have set."""
    clean = {key: value for key, value in os.environ.items() if not key.startswith(("HADAF_", "PREFECT_"))}
    return subprocess.run(
        [str(HADAF), *map(str, args)],
        input=stdin.encode() if isinstance(stdin, str) else stdin,
        capture_output=True,
        check=False,
        env=clean | (env or {}),
        timeout=timeout,
    )


@pytest.fixture(scope="session")
def hadaf() -> Run:
    """Run the installed `hadaf` and give its result, stdout and stderr as text."""

    def run(*args: object, **kwargs: Any) -> subprocess.CompletedProcess[str]:
        done = run_hadaf(*args, **kwargs)
        return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())

    return run


@dataclass(frozen=True)
class Demo:
    """Hold one demo run: its home (`--home` of later commands), what it printed, and its exit code."""

    home: Path
    outcome: dict[str, Any]
    returncode: int
    stderr: str

    @property
    def release_file(self) -> Path:
        return self.home / "warehouse.duckdb"


@pytest.fixture(scope="session")
def newsroom_port(
    tmp_path_factory: pytest.TempPathFactory, worker_id: str
) -> Callable[[], AbstractContextManager[Path]]:
    """Give a context in which no other worker serves the newsroom on its one port: a folder that all workers share."""
    base = tmp_path_factory.getbasetemp()
    folder = base if worker_id == "master" else base.parent

    @contextmanager
    def alone() -> Iterator[Path]:
        with (folder / "newsroom.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield folder

    return alone


@pytest.fixture(scope="session")
def demo(hadaf: Run, newsroom_port: Callable[[], AbstractContextManager[Path]]) -> Demo:
    """Run `hadaf demo` once for all workers (some 30 s); tests that change it copy it first."""
    with newsroom_port() as folder:
        root, printed = folder / "demo-home", folder / "demo.json"
        if not printed.exists():
            done = hadaf("--home", root, "--json", "demo")
            assert done.stdout, done.stderr
            printed.write_text(json.dumps([json.loads(done.stdout), done.returncode, done.stderr]))
    return Demo(root / "demo", *json.loads(printed.read_text()))


@pytest.fixture(scope="session")
def shared() -> Path:
    """Give the folder of gold files beside the checkout, or skip: it is not part of the repository."""
    if not SHARED.is_dir():
        pytest.skip("no ../shared beside this checkout")
    return SHARED


@pytest.fixture(scope="session")
def serving() -> Serving:
    """Open a loopback server whose every GET a function answers, and give its address."""

    @contextmanager
    def opened(answer: Callable[[BaseHTTPRequestHandler], None]) -> Iterator[str]:
        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            wbufsize = -1  # headers and body in one packet: two would wait for each other's acknowledgement
            timeout = 60

            def do_GET(self) -> None:
                answer(self)

            def log_message(self, format: str, *args: object) -> None:
                pass

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        server.daemon_threads = True
        server.block_on_close = False
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            server.server_close()

    return opened


class SmallSite:
    """A loopback site of pages (path → status, type, text); `BASE` in a text stands for its own address."""

    def __init__(self) -> None:
        self.pages: dict[str, tuple[int, str, str]] = {}
        self.base = ""

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        status, kind, text = self.pages.get(handler.path, (404, "text/plain", "no such page"))
        body = text.replace("BASE", self.base).encode()
        handler.send_response(status)
        handler.send_header("Content-Type", kind)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)


@pytest.fixture
def small_site(serving: Serving) -> Iterator[SmallSite]:
    site = SmallSite()
    with serving(site.answer) as site.base:
        yield site
