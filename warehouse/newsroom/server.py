"""Serve the sample newsroom on loopback over real HTTP: validators, compression and a request log, no clock."""

from __future__ import annotations

import gzip
import hashlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

from warehouse.errors import UsageError
from warehouse.newsroom.site import Resource, Site, http_date

HOST = "127.0.0.1"
_IDLE_SECONDS = 30  # a forgotten keep-alive connection must not hold its thread for ever
_WORTH_COMPRESSING = 500


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False  # clients keep connections open; closing the newsroom must not wait for them
    newsroom: Newsroom


class Newsroom:
    """Hold a running newsroom: `base_url`, and `requests` as (method, path with query, status) in order."""

    def __init__(self, server: _Server, edition: int) -> None:
        self.base_url = f"http://{HOST}:{server.server_port}"
        self.requests: list[tuple[str, str, int]] = []
        self._lock = threading.Lock()
        self.turn_to(edition)

    def turn_to(self, edition: int) -> None:
        """Show another edition at the same address, as a site that has moved on between two visits."""
        self._site = Site(edition, self.base_url)

    def answer(self, path: str) -> Resource:
        """Return what the site shows at a path; the query plays no part."""
        site = self._site
        return site.resources.get(urlsplit(path).path) or site.missing()

    def note(self, method: str, path: str, status: int) -> None:
        """Write one request into the log."""
        with self._lock:
            self.requests.append((method, path, status))


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = _IDLE_SECONDS
    server: _Server

    def do_GET(self) -> None:
        self._answer()

    def do_HEAD(self) -> None:
        self._answer()

    def _answer(self) -> None:
        resource = self.server.newsroom.answer(self.path)
        etag = f'W/"{hashlib.sha256(resource.body).hexdigest()[:16]}"'
        fresh = resource.status == HTTPStatus.OK and self._has_this_version(resource, etag)
        status = HTTPStatus.NOT_MODIFIED if fresh else HTTPStatus(resource.status)
        body = b"" if fresh else resource.body
        headers = {"Content-Type": resource.content_type, "Vary": "Accept-Encoding"}
        if resource.status == HTTPStatus.OK:
            headers |= {"ETag": etag, "Last-Modified": http_date(resource.modified)}
        if resource.location:
            headers["Location"] = resource.location
        if "gzip" in self.headers.get("Accept-Encoding", "") and len(body) > _WORTH_COMPRESSING:
            body = gzip.compress(body, mtime=0)
            headers["Content-Encoding"] = "gzip"
        if not fresh:
            headers["Content-Length"] = str(len(body))
        # noted before the answer leaves: whoever has the answer also finds it in the log
        self.server.newsroom.note(self.command, self.path, status)
        self.send_response_only(status)  # without the Date header of send_response: nothing here reads a clock
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def _has_this_version(self, resource: Resource, etag: str) -> bool:
        """Tell whether the client's copy is current: If-None-Match decides, else If-Modified-Since (RFC 9110)."""
        if known := self.headers.get("If-None-Match"):
            return etag in (tag.strip() for tag in known.split(","))
        try:
            since = parsedate_to_datetime(self.headers.get("If-Modified-Since", ""))
            return resource.modified.replace(microsecond=0) <= since
        except (TypeError, ValueError):  # absent, or no date that can be compared
            return False

    def log_message(self, format: str, *args: object) -> None:
        """Keep standard error clean: the request log is `Newsroom.requests`."""


@contextmanager
def serve(port: int = 0, edition: int = 1) -> Iterator[Newsroom]:
    """Serve the newsroom on 127.0.0.1 while the context is open; port 0 takes a free one.

    Raises:
        UsageError: the port is taken or not allowed.
        CatalogueError: an article file is broken.

    """
    try:
        server = _Server((HOST, port), _Handler)
    except OSError as error:
        raise UsageError(f"the newsroom cannot listen on {HOST}:{port}: {error.strerror}") from error
    with server:
        server.newsroom = newsroom = Newsroom(server, edition)
        thread = threading.Thread(target=server.serve_forever, name="newsroom", daemon=True)
        thread.start()
        try:
            yield newsroom
        finally:
            server.shutdown()
            thread.join()
