"""Bring the many forms of one address to one."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote, unquote, urljoin, urlsplit, urlunsplit

from courlan import clean_url

_VIETNAM_VN: Final = re.compile(r"(?:[a-z0-9-]+\.)?vietnam\.vn")
_SAFE_PATH: Final = "/!$&'()*+,;=:@~-._"
_DEFAULT_PORTS: Final = {"http": 80, "https": 443}


def canonical_url(url: str) -> str:
    """Bring an address to its one form: lower-case host, no trackers, fragment, dot segments, default port.

    The hosts of vietnam.vn (with and without www, `thongtin.`) carry the same articles and become www.vietnam.vn.
    Addresses that are not http(s) come back without their fragment.

    >>> canonical_url("http://Vietnam.vn:80/ur/../ur/ocop/?utm_source=fb&id=7#top")
    'https://www.vietnam.vn/ur/ocop?id=7'
    """
    parts = urlsplit(url.strip())
    if parts.scheme not in _DEFAULT_PORTS or not parts.hostname:
        return urlunsplit((parts.scheme, parts.netloc, parts.path, parts.query, ""))
    host, scheme = parts.hostname.rstrip(".").lower(), parts.scheme
    port = None if parts.port == _DEFAULT_PORTS[scheme] else parts.port
    if _VIETNAM_VN.fullmatch(host) and port is None:
        host, scheme = "www.vietnam.vn", "https"
    netloc = f"[{host}]" if ":" in host else host
    netloc = f"{netloc}:{port}" if port else netloc
    # courlan knows the trackers, but it keeps fragments and dot segments
    return urlunsplit((scheme, netloc, _path(parts.path), _untracked(parts.query), ""))


def without_trackers(url: str) -> str:
    """Drop fragment and tracking parameters and leave the rest as the site wrote it: the form in which it is asked.

    >>> without_trackers("https://a.vn/ur/x/?utm_source=fb&id=7#top")
    'https://a.vn/ur/x/?id=7'
    """
    parts = urlsplit(url.strip())
    return urlunsplit((parts.scheme, parts.netloc, parts.path, _untracked(parts.query), ""))


def _untracked(query: str) -> str:
    # courlan reads whole addresses; the host here only carries the query
    cleaned = clean_url(f"https://host.example/?{query}") if query else ""
    return query if cleaned is None else urlsplit(cleaned).query


def _path(path: str) -> str:
    kept: list[str] = []
    for step in path.split("/"):
        if step == "..":
            del kept[-1:]
        elif step not in ("", "."):
            kept.append(quote(unquote(step), safe=_SAFE_PATH))
    return "/" + "/".join(kept)


def same_site(one: str, other: str) -> bool:
    """Tell whether two addresses are of one site: the same host and port, `www.` and `m.` aside.

    >>> same_site("https://www.dw.com/ur/a", "https://m.dw.com/ur/b"), same_site("https://a.vn/", "https://b.vn/")
    (True, False)
    """
    return _site(one) == _site(other)


def _site(url: str) -> tuple[str, int | None]:
    parts = urlsplit(canonical_url(url))
    return re.sub(r"^(?:www|m|amp)\.", "", parts.hostname or ""), parts.port


def slug_of(url: str) -> str:
    """Give the last step of the path, decoded, without a file ending: the key that a page keeps in every language.

    >>> slug_of("https://www.vietnam.vn/ur/hai-phong-xay-nha"), slug_of("file:///tmp/a%20b.html")
    ('hai-phong-xay-nha', 'a b')
    """
    last = unquote(urlsplit(url).path.rstrip("/").rpartition("/")[2])
    return re.sub(r"\.(?:html?|aspx?|php|xhtml)$", "", last)


def absolute(base: str, href: str) -> str | None:
    """Resolve a link; None for what is not http(s) (javascript:, mailto:, data:) or cannot be read.

    >>> absolute("https://a.vn/ur/", "x"), absolute("https://a.vn/", "javascript:alert(1)")
    ('https://a.vn/ur/x', None)
    """
    try:
        url = urljoin(base, href.strip())
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return None
    return url if parts.scheme in _DEFAULT_PORTS and parts.hostname else None
