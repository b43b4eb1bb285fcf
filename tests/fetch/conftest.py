"""Real loopback servers that answer as a test tells them, and count who asked."""

from __future__ import annotations

import contextlib
import ssl
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

import pytest

from warehouse import pages
from warehouse.fetch import Client, Discovery, discover
from warehouse.fetch.pace import Pace
from warehouse.settings import Source


@dataclass
class Answer:
    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


Route = Answer | Callable[[BaseHTTPRequestHandler], None]


class LoopbackSite:
    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        site = self
        self.routes: dict[str, Route] = {"/robots.txt": Answer(b"", 404)}
        self.asked: list[str] = []
        self.headers: list[dict[str, str]] = []
        self.release = threading.Event()  # lets handlers that hold a connection go

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            wbufsize = -1  # headers and body in one packet: two would wait for each other's acknowledgement

            def do_GET(self) -> None:
                site.asked.append(self.path)
                site.headers.append({name.lower(): value for name, value in self.headers.items()})
                route = site.routes.get(self.path, Answer(b"nothing here", 404))
                if isinstance(route, Answer):
                    self.send_response_only(route.status)
                    for name, value in ({"Content-Length": str(len(route.body))} | route.headers).items():
                        self.send_header(name, value)
                    self.end_headers()
                    self.wfile.write(route.body)
                else:
                    self.close_connection = True
                    with contextlib.suppress(OSError):  # the client hung up, as it should
                        route(self)

            def log_message(self, format: str, *args: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._server.block_on_close = False
        if tls:
            self._server.socket = tls.wrap_socket(self._server.socket, server_side=True)
        self.port = self._server.server_port
        self.url = f"{'https' if tls else 'http'}://127.0.0.1:{self.port}"
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self._thread.start()

    def show(self, path: str, body: bytes | str, status: int = 200, **headers: str) -> None:
        """Answer a path with a body; `Content_Type="text/html"` and the like are its headers."""
        content = body.encode() if isinstance(body, str) else body
        self.routes[path] = Answer(content, status, {name.replace("_", "-"): value for name, value in headers.items()})

    @property
    def pages_asked(self) -> list[str]:
        return [path for path in self.asked if path != "/robots.txt"]

    def close(self) -> None:
        self.release.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class FakeClock:
    """A clock that only moves when someone waits."""

    def __init__(self) -> None:
        self.now = 0.0
        self.waits: list[float] = []

    def read(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.now += seconds


@pytest.fixture
def sites() -> Iterator[Callable[..., LoopbackSite]]:
    opened: list[LoopbackSite] = []

    def open_one(tls: ssl.SSLContext | None = None) -> LoopbackSite:
        opened.append(LoopbackSite(tls))
        return opened[-1]

    yield open_one
    for one in opened:
        one.close()


@pytest.fixture
def site(sites: Callable[..., LoopbackSite]) -> LoopbackSite:
    return sites()


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def client(site: LoopbackSite, clock: FakeClock) -> Iterator[Client]:
    own = frozenset({(urlsplit(site.url).hostname or "", site.port)})
    pace = Pace(clock=clock.read, sleep=clock.sleep)
    with Client("press@example.org", own, private=own, pace=pace, deadline=5.0, attempts=3) as opened:
        yield opened


class World:
    """A site and a client that looks through its indexes for what is of 6 to 8 July 2026."""

    def __init__(self, site: LoopbackSite, client: Client) -> None:
        self.site = site
        self.client = client

    def show(self, path: str, body: bytes, status: int = 200, content_type: str = "application/xml") -> None:
        self.site.show(path, body, status, Content_Type=content_type)

    def discover(
        self, since: date = date(2026, 7, 6), until: date | None = date(2026, 7, 8), **source: Any
    ) -> Discovery:
        options: dict[str, Any] = {"name": "t", "start": (f"{self.site.url}/sitemap.xml",), "allow_private": True}
        unknown = source.pop("unknown", None)
        return discover(
            Source(**options | source), self.client, since=since, until=until, unknown=unknown, reader=pages
        )


@pytest.fixture
def world(site: LoopbackSite, client: Client) -> World:
    return World(site, client)
