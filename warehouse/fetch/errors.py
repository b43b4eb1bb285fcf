"""Name what goes wrong on the network, with a short reason that is stored beside the URL."""

from __future__ import annotations

from warehouse.errors import HadafError


class FetchError(HadafError):
    """Report a request that gave no usable answer.

    `reason` is short and stable: "http 403", "deadline", "too large", "redirect refused", "address refused",
    "host refused", "robots", "no answer", "bad encoding", "headers". `status` is the HTTP status where there is one;
    `retry_after` is what the server asked for, in seconds.
    """

    def __init__(self, reason: str, url: str, detail: str = "", *, status: int | None = None) -> None:
        super().__init__(f"{reason}: {url}" + (f" ({detail})" if detail else ""))
        self.reason = reason
        self.url = url
        self.detail = detail
        self.status = status
        self.retry_after: float | None = None

    @property
    def transient(self) -> bool:
        """Tell whether the same request may work a little later."""
        return self.reason in ("deadline", "no answer") or self.status in (429, 500, 502, 503, 504)


class IndexProblem(HadafError):
    """Report an index (sitemap, feed, listing) that cannot be read as one; `reason` is short and stable."""

    def __init__(self, reason: str, url: str, detail: str = "") -> None:
        super().__init__(f"{reason}: {url}" + (f" ({detail})" if detail else ""))
        self.reason = reason
        self.url = url


class ArchiveDamaged(HadafError):
    """Report an archive record whose bytes are not those that were written."""
