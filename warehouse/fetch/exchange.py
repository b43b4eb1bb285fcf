"""Hold one request and its answer."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import datetime

Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Exchange:
    """Hold a request and its answer; `body` is decoded (no transfer or content encoding), `fetched_at` is UTC, naive.

    `hops` are the redirects that led here, first one first.
    """

    url: str
    status: int
    request_headers: Headers
    response_headers: Headers
    body: bytes
    fetched_at: datetime
    hops: tuple[Exchange, ...] = field(default=())

    def header(self, name: str) -> str | None:
        """Give the first header of this name, whatever its case."""
        return next((value for key, value in self.response_headers if key.lower() == name.lower()), None)

    @property
    def content_type(self) -> str | None:
        """Give the Content-Type header."""
        return self.header("content-type")

    @property
    def digest(self) -> str:
        """Give the SHA-256 of the body, in hex."""
        return hashlib.sha256(self.body).hexdigest()
