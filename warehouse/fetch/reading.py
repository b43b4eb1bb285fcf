"""Say what fetching needs of a page reader: it reads pages itself only to follow links and to compare two copies."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from warehouse.pages import Article, Outline


class PageReader(Protocol):
    """Read pages as `warehouse.pages` does; a run's is a `LimitedReader`, whose child a hostile page may break.

    Both methods raise PageRejected for what is no page or cannot be read within the limits.
    """

    def read_page(self, body: bytes, *, url: str, content_type: str | None, layout: str, fetched_on: date) -> Article:
        """Read a page into an article."""

    def page_outline(self, body: bytes, *, url: str, content_type: str | None) -> Outline:
        """Read what a page says of other pages."""
