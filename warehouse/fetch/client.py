"""Ask for a page safely: allowed hosts, checked addresses, one deadline, bounded bytes, few retries."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from importlib.metadata import PackageNotFoundError, version
from types import TracebackType
from typing import Final, Self
from urllib.parse import urljoin, urlsplit, urlunsplit

import httpcore2
import httpx2

from warehouse.addresses import HostPort, host_port
from warehouse.fetch.errors import FetchError
from warehouse.fetch.exchange import Exchange, Headers
from warehouse.fetch.guard import AddressRefused, Deadline, DeadlinePassed
from warehouse.fetch.pace import LONGEST, Pace
from warehouse.fetch.transport import GuardedTransport
from warehouse.settings import Settings, Source

MAX_PAGE_BYTES: Final = 5_000_000
"""Cap of a decoded page (design section 5)."""
MAX_INDEX_BYTES: Final = 50 * 1024 * 1024
"""Cap of a decoded sitemap (the protocol's own limit)."""
USER_AGENT_TOKEN: Final = "hadaf"  # noqa: S105 (the product token of RFC 9309, which robots.txt names)

_MAX_REDIRECTS: Final = 5
_MAX_HEADERS: Final = 200
_MAX_HEADER_BYTES: Final = 65_536
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_NETWORK_ERRORS: Final = (httpx2.TransportError, httpcore2.NetworkError, httpcore2.ProtocolError)
_TIMEOUTS: Final = (DeadlinePassed, httpx2.TimeoutException, httpcore2.TimeoutException)


def user_agent(contact: str) -> str:
    """Name the program, its version and how to reach who runs it."""
    try:
        number = version("hadaf")
    except PackageNotFoundError:
        number = "0"
    return f"{USER_AGENT_TOKEN}/{number}" + (f" (+{contact})" if contact else "")


class Client:
    """Ask the allowed hosts for pages, one request at a time.

    `allowed` are the (host, port) pairs that may be asked, `private` those that may have a non-public address.
    `deadline` is in seconds for connecting, headers and body of one request together. A transient failure is tried
    again up to `attempts` times, after the server's Retry-After or 1, 2, 4 … seconds.
    """

    def __init__(
        self,
        contact: str,
        allowed: frozenset[HostPort],
        *,
        private: frozenset[HostPort] = frozenset(),
        pace: Pace | None = None,
        deadline: float = 60.0,
        attempts: int = 3,
    ) -> None:
        self.allowed = allowed
        self.pace = pace or Pace()
        self._seconds = deadline
        self._attempts = attempts
        self._deadline = Deadline()
        self._http = httpx2.Client(
            transport=GuardedTransport(private, self._deadline),
            headers={
                "User-Agent": user_agent(contact),
                "Accept-Encoding": "gzip, br",
                "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.5",
                "Accept-Language": "ur",
            },
            timeout=httpx2.Timeout(deadline),
            trust_env=False,  # a proxy from the environment would connect where we did not check
        )

    @classmethod
    def for_source(cls, source: Source, settings: Settings, *, pace: Pace | None = None) -> Self:
        """Make the client of one configured source; `pace` is shared by the sources of a run."""
        pace = pace or Pace()
        for host in source.allowed:
            pace.slow_down(host, source.crawl_delay)
        return cls(settings.fetch.contact, source.allowed, private=source.private, pace=pace)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close all connections."""
        self._http.close()

    def may_ask(self, url: str) -> bool:
        """Tell whether a URL's host and port are allowed."""
        try:
            return host_port(url) in self.allowed
        except ValueError:
            return False

    def get(
        self,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        max_bytes: int = MAX_PAGE_BYTES,
        cut: bool = False,
        permit: Callable[[str], bool] | None = None,
    ) -> Exchange:
        """Fetch a URL, following up to five redirects; the answer may have any status that is not transient.

        `cut` keeps the first `max_bytes` of a longer body instead of failing; `permit` (robots) is asked first.
        Raises FetchError: "host refused", "address refused", "redirect refused", "robots", "deadline", "too large",
        "headers", "bad encoding", "no answer", "http 503" (429 and 5xx, after the retries).
        """
        for attempt in range(1, self._attempts + 1):
            try:
                return self._settled(self._follow(url, headers or {}, max_bytes, cut, permit))
            except FetchError as error:
                if not error.transient or attempt == self._attempts:
                    raise
                pause = error.retry_after or float(2 ** (attempt - 1))
                self.pace.defer(host_port(error.url), pause)
        raise AssertionError("the loop above returns or raises")

    def get_ok(
        self, url: str, *, max_bytes: int = MAX_PAGE_BYTES, permit: Callable[[str], bool] | None = None
    ) -> Exchange:
        """Fetch a URL and raise FetchError ("http 403") for every status but 2xx."""
        exchange = self.get(url, max_bytes=max_bytes, permit=permit)
        if not 200 <= exchange.status < 300:
            raise FetchError(f"http {exchange.status}", url, status=exchange.status)
        return exchange

    def _settled(self, exchange: Exchange) -> Exchange:
        if exchange.status not in (429, 500, 502, 503, 504):
            return exchange
        error = FetchError(f"http {exchange.status}", exchange.url, status=exchange.status)
        error.retry_after = retry_after(exchange.header("retry-after"), exchange.fetched_at)
        if error.retry_after:
            # also when this was the last attempt: the next page must wait too
            self.pace.defer(host_port(exchange.url), error.retry_after)
        raise error

    def _follow(
        self, url: str, headers: Mapping[str, str], max_bytes: int, cut: bool, permit: Callable[[str], bool] | None
    ) -> Exchange:
        hops: list[Exchange] = []
        while True:
            if not self.may_ask(url):
                raise FetchError("host refused", url, "outside allow_hosts")
            if permit is not None and not permit(url):
                raise FetchError("robots", url, "robots.txt does not allow it")
            self._take_turn(url)
            exchange = self._ask(url, headers, max_bytes, cut, tuple(hops))
            target = exchange.header("location")
            if exchange.status not in _REDIRECTS or not target:
                return exchange
            hops.append(exchange)
            if len(hops) > _MAX_REDIRECTS:
                raise FetchError("redirect refused", hops[0].url, f"more than {_MAX_REDIRECTS} redirects")
            try:
                following = urlunsplit(urlsplit(urljoin(url, target))._replace(fragment=""))
            except ValueError:
                raise FetchError("redirect refused", url, "its target is no address") from None
            if urlsplit(url).scheme == "https" and urlsplit(following).scheme != "https":
                raise FetchError("redirect refused", url, "from https to http")
            if not self.may_ask(following):
                raise FetchError("host refused", url, f"redirected to {following}, which is outside allow_hosts")
            url = following

    def _take_turn(self, url: str) -> None:
        host = host_port(url)
        longer = self.pace.wait(host)
        if longer:
            error = FetchError("asked to wait", url, f"{host[0]} is to be left alone for {longer:.0f} s more")
            error.retry_after = longer
            raise error

    def _ask(
        self, url: str, headers: Mapping[str, str], max_bytes: int, cut: bool, hops: tuple[Exchange, ...]
    ) -> Exchange:
        self._deadline.start(self._seconds)
        try:
            with self._http.stream("GET", url, headers=dict(headers)) as response:
                _check_headers(url, response)
                body = _read(url, response, max_bytes, cut)
                return Exchange(
                    url=url,
                    status=response.status_code,
                    request_headers=_pairs(response.request.headers),
                    response_headers=_pairs(response.headers),
                    body=body,
                    fetched_at=datetime.now(UTC).replace(tzinfo=None),
                    hops=hops,
                )
        except _TIMEOUTS as error:
            raise FetchError("deadline", url, f"no whole answer within {self._seconds:g} s") from error
        except AddressRefused as error:
            raise FetchError("address refused", url, str(error)) from error
        except httpx2.DecodingError as error:
            raise FetchError("bad encoding", url, str(error)) from error
        except (httpx2.InvalidURL, httpx2.UnsupportedProtocol) as error:
            raise FetchError("host refused", url, str(error)) from error
        except _NETWORK_ERRORS as error:
            raise FetchError("no answer", url, str(error) or type(error).__name__) from error
        finally:
            self.pace.done(host_port(url))


def _check_headers(url: str, response: httpx2.Response) -> None:
    raw = response.headers.raw
    if len(raw) > _MAX_HEADERS or sum(len(name) + len(value) for name, value in raw) > _MAX_HEADER_BYTES:
        raise FetchError("headers", url, f"{len(raw)} headers")


def _read(url: str, response: httpx2.Response, max_bytes: int, cut: bool) -> bytes:
    """Read a body up to its cap, counted after decoding: httpx2 decodes in pieces of at most 1 MiB."""
    declared = response.headers.get("content-length", "")
    if declared.isdigit() and int(declared) > max_bytes and not cut:
        raise FetchError("too large", url, f"{declared} bytes, the cap is {max_bytes}")
    body = bytearray()
    for piece in response.iter_bytes():
        body += piece
        if len(body) > max_bytes:
            if cut:
                return bytes(body[:max_bytes])
            raise FetchError("too large", url, f"more than {max_bytes} bytes after decoding")
    return bytes(body)


def _pairs(headers: httpx2.Headers) -> Headers:
    return tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in headers.raw)


def retry_after(value: str | None, now: datetime) -> float | None:
    """Read a Retry-After header, seconds or a date, clamped to 1 s … 1 h; None when there is none or it is garbled.

    >>> retry_after("7200", datetime(2026, 1, 1)), retry_after("Thu, 01 Jan 2026 00:00:30 GMT", datetime(2026, 1, 1))
    (3600.0, 30.0)
    """
    if not value:
        return None
    text = value.strip()
    if text.isascii() and text.isdigit():
        return min(max(float(text[:9]), 1.0), LONGEST)
    try:
        moment = parsedate_to_datetime(text)
    except (TypeError, ValueError):
        return None
    moment = moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment
    return min(max((moment - now).total_seconds(), 1.0), LONGEST)
