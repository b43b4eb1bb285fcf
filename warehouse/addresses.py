"""Tell which host and port a URL connects to, and which addresses are public."""

from __future__ import annotations

import ipaddress
import socket
from typing import Final
from urllib.parse import SplitResult, urldefrag, urljoin, urlsplit

HostPort = tuple[str, int]
DEFAULT_PORTS: Final = {"http": 80, "https": 443}


def split_url(url: str) -> SplitResult:
    """Split an absolute http(s) URL without user name and password; raise ValueError saying what is wrong."""
    parts = urlsplit(url)
    if parts.scheme not in DEFAULT_PORTS:
        raise ValueError(f"{url!r} is not an http or https URL")
    if "@" in parts.netloc:
        raise ValueError("a URL with a user name or password is not taken")
    if not parts.hostname:
        raise ValueError(f"{url!r} names no host")
    return parts


def host_port(url: str) -> HostPort:
    """Give host and port that a URL connects to; raise ValueError for what is not an http(s) URL.

    >>> host_port("https://WWW.vietnam.vn/ur/x")
    ('www.vietnam.vn', 443)
    """
    parts = split_url(url)
    return bare_host(parts.hostname or ""), parts.port or DEFAULT_PORTS[parts.scheme]


def resolve(base: str, link: str) -> str:
    """Give the address that a link leads to, without its fragment; one that is no address comes back as it is.

    >>> resolve("https://a.vn/ur/", "x#top"), resolve("https://a.vn/ur/", "http://[::1")
    ('https://a.vn/ur/x', 'http://[::1')
    """
    try:
        return urldefrag(urljoin(base, link)).url
    except ValueError:  # `host_port` will refuse it
        return link


def bare_host(host: str) -> str:
    """Write a host name as it is compared: lower case, without brackets and final dot."""
    return host.strip("[]").rstrip(".").lower()


def is_private_host(host: str) -> bool:
    """Tell whether a host is written as an address that is not public, without asking any name server.

    >>> [is_private_host(h) for h in ("127.0.0.1", "127.1", "0x7f000001", "localhost", "::ffff:10.0.0.1", "vietnam.vn")]
    [True, True, True, True, True, False]
    """
    host = bare_host(host)
    if host == "localhost" or host.endswith((".localhost", ".local", ".internal")):
        return True
    try:
        return not is_public(host)
    except ValueError:
        pass
    try:
        # the short and octal forms that the C library takes for addresses: 127.1, 2130706433, 0x7f000001
        return not is_public(socket.inet_ntoa(socket.inet_aton(host)))
    except (OSError, UnicodeError):
        return False


def is_public(address: str) -> bool:
    """Tell whether an IP address is global, looking through v4-mapped, 6to4 and NAT64 forms; raise ValueError if none.

    >>> is_public("93.184.215.14"), is_public("::ffff:127.0.0.1"), is_public("64:ff9b::a00:1")
    (True, False, False)
    """
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour
        if inner is None and ip in ipaddress.ip_network("64:ff9b::/96"):  # RFC 6052
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            ip = inner
    # is_global is true for multicast in Python 3.11, which no news site is served from
    return ip.is_global and not ip.is_multicast
