"""Put the guarded connections under an httpx2 client, through public interfaces only."""

from __future__ import annotations

import ssl
from collections.abc import Iterator

import httpcore2
import httpx2

from warehouse.addresses import HostPort
from warehouse.fetch.guard import Deadline, GuardedBackend


class _Body(httpx2.SyncByteStream):
    def __init__(self, response: httpcore2.Response) -> None:
        self._response = response

    def __iter__(self) -> Iterator[bytes]:
        yield from self._response.iter_stream()

    def close(self) -> None:
        self._response.close()


class GuardedTransport(httpx2.BaseTransport):
    """Send requests over connections whose addresses were checked and whose every read is under the deadline.

    One connection a host is kept: requests to a site are made one after the other.
    """

    def __init__(self, private: frozenset[HostPort], deadline: Deadline) -> None:
        self._pool = httpcore2.ConnectionPool(
            ssl_context=ssl.create_default_context(),
            max_connections=4,
            max_keepalive_connections=2,
            keepalive_expiry=30.0,
            network_backend=GuardedBackend(private, deadline),
        )

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Send one request; the caller reads the body and closes it."""
        url = httpcore2.URL(
            scheme=request.url.raw_scheme,
            host=request.url.raw_host,
            port=request.url.port,
            target=request.url.raw_path,
        )
        answer = self._pool.handle_request(
            httpcore2.Request(
                method=request.method.encode(), url=url, headers=request.headers.raw, extensions=request.extensions
            )
        )
        return httpx2.Response(
            status_code=answer.status, headers=answer.headers, stream=_Body(answer), extensions=answer.extensions
        )

    def close(self) -> None:
        """Close all connections."""
        self._pool.close()
