"""Take the links out of a listing page."""

from __future__ import annotations

from warehouse.pages.blocks import parse
from warehouse.pages.charset import decode
from warehouse.pages.urls import absolute


def page_links(body: bytes, *, url: str, content_type: str | None = None) -> list[str]:
    """List the http(s) addresses that a page links to, absolute, in order, once each; `<base>` is honoured.

    The caller decides which of them are articles (host, `url_pattern`).
    """
    soup = parse(decode(body, content_type).text)
    base_tag = soup.find("base", href=True)
    base = absolute(url, str(base_tag["href"])) if base_tag else None
    found = (absolute(base or url, str(tag["href"])) for tag in soup.find_all("a", href=True))
    return list(dict.fromkeys(link.partition("#")[0] for link in found if link))
