"""Find the addresses of articles: sitemaps with a file a day, feeds, listing pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Final
from urllib.parse import urljoin

from warehouse.addresses import resolve
from warehouse.fetch.client import MAX_INDEX_BYTES, MAX_PAGE_BYTES, Client
from warehouse.fetch.errors import FetchError, IndexProblem
from warehouse.fetch.exchange import Exchange
from warehouse.fetch.feed import read_feed
from warehouse.fetch.robots import Robots
from warehouse.fetch.sitemap import Location, Sitemap, read_sitemap
from warehouse.settings import Source

PageLinks = Callable[[bytes, str, str | None], Sequence[str]]
"""Give the links of a listing page, from its bytes, address and content type (`pages.page_links` in the command)."""

DAY_FORMS: Final = {"vietnam.vn": "sitemap/sitemap-post/{day}.xml"}
"""Where a site keeps the sitemap of one day, relative to its index (field notes: site anatomy, verified 2026-07-08)."""

_MAX_DEPTH: Final = 3  # index → index → pages
_MAX_CHILDREN: Final = 500  # files of one run, newest first
_NEVER: Final = datetime.min  # noqa: DTZ901 (all times here are UTC without zone)
_NEWS: Final = re.compile(r"news", re.IGNORECASE)


@dataclass(frozen=True)
class Candidate:
    """Hold the address of what may be an article, when it was last modified (UTC, naive), and who listed it."""

    url: str
    lastmod: datetime | None
    found_in: str


@dataclass
class Discovery:
    """Hold what was found; `problems` say what could not be read.

    `left_out` counts the addresses that were not taken, by host, pattern and date. `indexes_read` counts the files that
    were read whole: with none, nothing is known about the site.
    """

    candidates: list[Candidate] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    indexes_read: int = 0
    left_out: Counter[str] = field(default_factory=Counter)


def discover(
    source: Source,
    client: Client,
    *,
    since: date,
    until: date | None = None,
    robots: Robots | None = None,
    links: PageLinks | None = None,
) -> Discovery:
    """List the candidates of a source from `since` to `until` (days, both included), newest first.

    An index that fails, lists nothing, or is a web page is a problem with a name, never "no news".
    """
    search = _Search(source, client, robots or Robots(client), since, until)
    for url in source.start:
        if source.kind == "sitemap":
            search.sitemaps(url)
        elif source.kind == "feed":
            search.index(
                url, lambda answer: read_feed(answer.body, answer.url, answer.content_type), max_bytes=MAX_PAGE_BYTES
            )
        elif links is None:
            raise TypeError("a listing needs a way to read links")
        else:
            search.index(url, lambda answer: _linked(answer, links), max_bytes=MAX_PAGE_BYTES)
    return search.result()


def _linked(answer: Exchange, links: PageLinks) -> list[Location]:
    return [Location(url) for url in links(answer.body, answer.url, answer.content_type) if url != answer.url]


def _listed(locations: list[Location], url: str) -> list[Location]:
    if not locations:
        raise IndexProblem("lists nothing", url)
    return locations


def _not_too_deep(sitemap: Sitemap, depth: int, url: str) -> None:
    if sitemap.kind == "index" and depth >= _MAX_DEPTH:
        raise IndexProblem("too deep", url, f"an index below {_MAX_DEPTH - 1} others")


class _Search:
    def __init__(self, source: Source, client: Client, robots: Robots, since: date, until: date | None) -> None:
        self._source = source
        self._client = client
        self._robots = robots
        self._since = since
        self._until = until
        self._pattern = re.compile(source.url_pattern or "")
        self._found: dict[str, Candidate] = {}
        self._done: set[str] = set()
        self._listed = 0
        self.discovery = Discovery()

    def result(self) -> Discovery:
        """Order what was found, newest first; addresses without a time come last."""
        found = sorted(self._found.values(), key=lambda one: (one.lastmod or _NEVER, one.url), reverse=True)
        self.discovery.candidates = found
        if self._listed and not found and self.discovery.left_out["pattern"] + self.discovery.left_out["host"]:
            why = ", ".join(f"{count} by {name}" for name, count in sorted(self.discovery.left_out.items()))
            self.discovery.problems.append(f"no article address: {self._listed} were listed, left out {why}")
        return self.discovery

    def index(
        self, url: str, read: Callable[[Exchange], Iterable[Location]], *, max_bytes: int = MAX_INDEX_BYTES
    ) -> None:
        """Read one flat index: a feed or a listing page."""
        try:
            locations = _listed(list(read(self._get(url, max_bytes))), url)
        except (FetchError, IndexProblem) as problem:
            self.discovery.problems.append(str(problem))
            return
        self.discovery.indexes_read += 1
        self._take(locations, url, dated=True)

    def sitemaps(self, start: str) -> None:
        """Read a sitemap tree; when its index fails, those that robots.txt names, then day files of the known form."""
        if self._walk(start, 1):
            return
        others = [url for url in self._robots.sitemaps(start) if url not in self._done]
        read = [self._walk(url, 1) for url in others]
        if any(read):
            return
        form = DAY_FORMS.get(self._source.layout)
        if form:
            self._ask_days(urljoin(start, form))

    def _ask_days(self, form: str) -> None:
        last = self._until or datetime.now(UTC).date()
        days = [last - timedelta(days=back) for back in range(min((last - self._since).days + 1, _MAX_CHILDREN))]
        self.discovery.problems.append(f"the index failed, {len(days)} day files are asked by their known form {form}")
        for day in days:
            self._walk(form.format(day=day.isoformat()), 2, quiet_404=True)

    def _walk(self, url: str, depth: int, *, quiet_404: bool = False) -> bool:
        """Read one sitemap and, for an index, its children; tell whether it could be read and listed something."""
        self._done.add(url)
        try:
            sitemap = read_sitemap(self._get(url, MAX_INDEX_BYTES).body, url)
            _listed(sitemap.locations, url)
            _not_too_deep(sitemap, depth, url)
        except (FetchError, IndexProblem) as problem:
            # a day without articles has no file
            if not (quiet_404 and isinstance(problem, FetchError) and problem.status == 404):
                self.discovery.problems.append(str(problem))
            return False
        self.discovery.indexes_read += 1
        if sitemap.cut:
            self.discovery.problems.append(f"too many locations: {url} (the rest was not read)")
        if sitemap.kind == "pages":
            self._take(sitemap.locations, url, dated=Location(url).day is None)
            return True
        children = self._children(sitemap.locations)
        if len(children) > _MAX_CHILDREN:
            self.discovery.problems.append(
                f"too many children: {url} has {len(children)} in range, {_MAX_CHILDREN} read"
            )
        for child in children[:_MAX_CHILDREN]:
            target = resolve(url, child.url)
            if not self._client.may_ask(target):
                self.discovery.problems.append(f"host refused: {target} (listed by {url})")
            elif target not in self._done:
                self._walk(target, depth + 1)
        return True

    def _children(self, listed: Sequence[Location]) -> list[Location]:
        """Choose the children in range, newest first.

        A child's day is in its address, else its lastmod. An older day whose file changed since is read again, unless
        all files claim the same day, which says nothing. Beside day files, the maps of pages, tags and authors hold no
        articles: only a news sitemap is read too.
        """
        by_day = [child for child in listed if child.day]
        claims = {child.lastmod.date() for child in by_day if child.lastmod}
        believed = len(claims) > 1 or len(by_day) < 3
        chosen = []
        for child in listed:
            changed = child.lastmod.date() if child.lastmod else None
            if child.day is None:
                wanted = (changed is None or changed >= self._since) and (not by_day or bool(_NEWS.search(child.url)))
            else:
                late = self._until is not None and child.day > self._until
                wanted = not late and (
                    child.day >= self._since or bool(believed and changed and changed >= self._since)
                )
            if wanted:
                chosen.append(child)
        return sorted(chosen, key=lambda one: (one.day or date.max, one.url), reverse=True)

    def _take(self, locations: Iterable[Location], found_in: str, *, dated: bool) -> None:
        """Take the article addresses of one file; `dated`: times decide, for the file is not of one day."""
        for location in locations:
            self._listed += 1
            url = resolve(found_in, location.in_urdu())
            day = location.lastmod.date() if location.lastmod else None
            if not self._client.may_ask(url):
                self.discovery.left_out["host"] += 1
            elif not self._pattern.search(url):
                self.discovery.left_out["pattern"] += 1
            elif dated and day and (day < self._since or (self._until is not None and day > self._until)):
                self.discovery.left_out["date"] += 1
            else:
                known = self._found.get(url)
                if known is None or (location.lastmod or _NEVER) > (known.lastmod or _NEVER):
                    self._found[url] = Candidate(url, location.lastmod, found_in)

    def _get(self, url: str, max_bytes: int) -> Exchange:
        if not self._robots.allowed(url):
            raise FetchError("robots", url, self._robots.why(url))
        return self._client.get_ok(url, max_bytes=max_bytes)
