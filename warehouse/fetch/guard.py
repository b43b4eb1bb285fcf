"""Let connections go only to addresses that were checked (research: SSRF)."""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Iterable
from typing import Any

import httpcore2

from warehouse.addresses import HostPort, is_public


class AddressRefused(Exception):
    """Report a host of which an address is not public."""


class DeadlinePassed(Exception):
    """Report that the whole request took too long, however steadily bytes came."""


class Deadline:
    """Hold the moment at which the current request ends, in seconds of the monotonic clock."""

    def __init__(self) -> None:
        self._ends = float("inf")

    def start(self, seconds: float) -> None:
        """Begin a request that may take so many seconds in all."""
        self._ends = time.monotonic() + seconds

    def left(self, timeout: float | None) -> float:
        """Give the seconds that one read or write may take; raise DeadlinePassed when none are left."""
        left = self._ends - time.monotonic()
        if left <= 0:
            raise DeadlinePassed
        return left if timeout is None else min(left, timeout)


class _TimedStream(httpcore2.NetworkStream):
    """Bound every read and write by the request's deadline: a client's own timeouts are per read."""

    def __init__(self, inner: httpcore2.NetworkStream, deadline: Deadline) -> None:
        self._inner = inner
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, self._deadline.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._deadline.left(timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        inner = self._inner.start_tls(ssl_context, server_hostname, self._deadline.left(timeout))
        return _TimedStream(inner, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


class GuardedBackend(httpcore2.NetworkBackend):
    """Resolve a name once, refuse it unless every address is public, and connect to the address that was checked.

    `private` lists the (host, port) pairs that may have other addresses. Sitting under the client, it also holds for
    redirects, robots.txt and sitemap children, and a name that changes its address in between gains nothing.
    """

    def __init__(self, private: frozenset[HostPort], deadline: Deadline) -> None:
        self._private = private
        self._deadline = deadline
        self._inner = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        """Connect to the first checked address that answers; raise AddressRefused when the host is not to be asked."""
        checked = checked_addresses(host, port, self._private)
        failure: Exception | None = None
        for address in checked:
            try:
                stream = self._inner.connect_tcp(
                    address, port, self._deadline.left(timeout), local_address, socket_options
                )
                return _TimedStream(stream, self._deadline)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failure = error
        raise failure or httpcore2.ConnectError(f"{host} has no address")

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None
    ) -> httpcore2.NetworkStream:
        """Refuse: no news site is served from a local socket."""
        raise AddressRefused(f"{path} is no network address")


def checked_addresses(host: str, port: int, private: frozenset[HostPort]) -> list[str]:
    """Resolve a host; raise AddressRefused when any of its addresses is not public and (host, port) is not excepted."""
    try:
        answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise httpcore2.ConnectError(f"{host} cannot be resolved: {error}") from error
    addresses = list(dict.fromkeys(str(answer[4][0]) for answer in answers))
    if (host.strip("[]").rstrip(".").lower(), port) not in private:
        inside = [address for address in addresses if not is_public(address)]
        if inside:
            raise AddressRefused(f"{host} is {inside[0]}, which is not a public address")
    return addresses
