"""A Prefect server that is not there is said at once, before anything is started or locked."""

from __future__ import annotations

import socket
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from flows.environment import API_URL, require_server
from warehouse.errors import HadafError, UsageError


@pytest.fixture
def closed_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    return port


def test_the_command_says_that_no_server_answers(
    tmp_path: Path, hadaf: Callable[..., CompletedProcess[str]], closed_port: int
) -> None:
    url = f"http://me:s3cr3t@127.0.0.1:{closed_port}/api"
    done = hadaf("--home", tmp_path, "reparse", env={API_URL: url})
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert line.startswith(f"hadaf: {API_URL}: no Prefect server answers at 127.0.0.1:{closed_port} (")
    assert not (tmp_path / "work.duckdb").exists()


@pytest.mark.parametrize("url", ["127.0.0.1:4200", "ftp://127.0.0.1/api", "http://", "http://a:b/api"])
def test_an_address_that_is_none_is_a_mistake_in_the_call(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv(API_URL, url)
    with pytest.raises(UsageError, match=API_URL):
        require_server()


def test_a_server_that_listens_is_enough_and_so_is_none_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(API_URL, raising=False)
    require_server()
    with socket.create_server(("127.0.0.1", 0)) as server:
        monkeypatch.setenv(API_URL, f"http://127.0.0.1:{server.getsockname()[1]}/api")
        require_server()


def test_behind_a_proxy_nothing_is_asked(monkeypatch: pytest.MonkeyPatch, closed_port: int) -> None:
    monkeypatch.setenv(API_URL, f"http://prefect.example:{closed_port}/api")
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.delenv("no_proxy", raising=False)
    require_server()
    monkeypatch.setenv("no_proxy", "*")
    with pytest.raises(HadafError, match="no Prefect server"):
        require_server()
