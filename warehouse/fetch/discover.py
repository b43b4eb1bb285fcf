"""Find the addresses of articles: sitemaps with a file a day, feeds, listing pages."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Final
from urllib.parse import urljoin, urlsplit

from warehouse.addresses import resolve
from warehouse.fetch.client import MAX_INDEX_BYTES, MAX_PAGE_BYTES, Client
from warehouse.fetch.errors import FetchError, IndexProblem
from warehouse.fetch.exchange import Exchange
from warehouse.fetch.feed import read_feed
from warehouse.fetch.intake import Candidate, Discovery, Intake
from warehouse.fetch.reading import PageReader
from warehouse.fetch.robots import Robots
from warehouse.fetch.sitemap import Location, Sitemap, read_sitemap
from warehouse.pages import PageRejected
from warehouse.settings import Source

__all__ = ["DAY_FORMS", "MAX_CHILDREN", "MAX_LISTING_PAGES", "Candidate", "Discovery", "discover"]

DAY_FORMS: Final = {"vietnam.vn": "sitemap/sitemap-post/{day}.xml"}
"""Where a site keeps the sitemap of one day, relative to its index (field notes: site anatomy, verified 2026-07-08)."""
MAX_CHILDREN: Final = 500
"""Sitemap files of one index that a run reads, newest first."""
MAX_LISTING_PAGES: Final = 20
"""Pages of one listing that a run follows by their rel=next."""

_MAX_DEPTH: Final = 3  # index → index → pages
_NEWS: Final = re.compile(r"news", re.IGNORECASE)


def discover(
    source: Source,
    client: Client,
    *,
    since: date,
    until: date | None = None,
    reader: PageReader,
    robots: Robots | None = None,
    unknown: Callable[[Collection[str]], Collection[str]] | None = None,
    now: datetime | None = None,
) -> Discovery:
    """List the candidates of a source from `since` to `until` (days, both included), newest first.

    An index that fails, lists nothing, or is a web page is a problem with a name, never "no news". `unknown` picks the
    addresses that were never visited: a listing is followed from page to page as long as it has some. By `now` (UTC,
    naive) times in the future are told.
    """
    search = _Search(source, client, robots or Robots(client), reader, since, until, now)
    for url in source.start:
        if source.kind == "sitemap":
            search.sitemaps(url)
        elif source.kind == "feed":
            search.feed(url)
        else:
            search.listing(url, unknown or (lambda urls: urls))
    return search.intake.result()


def _listed(locations: Sequence[Location], url: str) -> Sequence[Location]:
    if not locations:
        raise IndexProblem("lists nothing", url)
    return locations


def _not_too_deep(sitemap: Sitemap, depth: int, url: str) -> None:
    if sitemap.kind == "index" and depth >= _MAX_DEPTH:
        raise IndexProblem("too deep", url, f"an index below {_MAX_DEPTH - 1} others")


class _Search:
    def __init__(
        self,
        source: Source,
        client: Client,
        robots: Robots,
        reader: PageReader,
        since: date,
        until: date | None,
        now: datetime | None,
    ) -> None:
        self._source = source
        self._client = client
        self._robots = robots
        self._reader = reader
        self._since = since
        self._until = until
        self._done: set[str] = set()
        self.intake = Intake(source, client.may_ask, since, until, now)
        self._discovery = self.intake.discovery

    def feed(self, url: str) -> None:
        """Read a feed."""
        try:
            answer = self._get(url, MAX_PAGE_BYTES)
            locations = _listed(read_feed(answer.body, answer.url, answer.content_type), url)
        except (FetchError, IndexProblem) as problem:
            self._missed(problem)
            return
        self._discovery.indexes_read += 1
        self.intake.take(locations, url)

    def listing(self, start: str, unknown: Callable[[Collection[str]], Collection[str]]) -> None:
        """Read a listing page, and those that follow it on the same host as long as they bring unknown articles."""
        url: str | None = start
        for _ in range(MAX_LISTING_PAGES):
            if url is None or url in self._done:
                return
            self._done.add(url)
            try:
                answer = self._get(url, MAX_PAGE_BYTES)
                outline = self._reader.page_outline(answer.body, url=answer.url, content_type=answer.content_type)
                locations = _listed([Location(link) for link in outline.links if link != answer.url], url)
            except PageRejected as rejected:
                self._missed(IndexProblem(rejected.reason, url, rejected.detail))
                return
            except (FetchError, IndexProblem) as problem:
                self._missed(problem)
                return
            self._discovery.indexes_read += 1
            news = unknown(self.intake.take(locations, url))
            enough = self._source.max_pages is not None and self.intake.n_found >= self._source.max_pages
            following = outline.following
            same_host = following is not None and urlsplit(following).netloc == urlsplit(answer.url).netloc
            url = following if news and same_host and not enough else None

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
        else:
            self._discovery.indexes_missed += 1

    def _ask_days(self, form: str) -> None:
        last = self._until or datetime.now(UTC).date()
        days = [last - timedelta(days=back) for back in range(min((last - self._since).days + 1, MAX_CHILDREN))]
        self._discovery.problems.append(f"the index failed, {len(days)} day files are asked by their known form {form}")
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
                self._missed(problem, counts=depth > 1)
            return False
        self._discovery.indexes_read += 1
        if sitemap.cut:
            self._discovery.problems.append(f"too many locations: {url} (the rest was not read)")
        if sitemap.kind == "pages":
            self.intake.take(sitemap.locations, url, day=Location(url).day)
            return True
        children = self._children(sitemap.locations)
        if len(children) > MAX_CHILDREN:
            self._discovery.problems.append(
                f"too many children: {url} has {len(children)} in range, {MAX_CHILDREN} read"
            )
        for child in children[:MAX_CHILDREN]:
            target = resolve(url, child.url)
            if not self._client.may_ask(target):
                self._discovery.problems.append(f"host refused: {target} (listed by {url})")
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
                # history is asked for by day; only a run for what is new looks at old days that changed
                again = believed and self._until is None and changed is not None and changed >= self._since
                wanted = not late and (child.day >= self._since or again)
            if wanted:
                chosen.append(child)
        return sorted(chosen, key=lambda one: (one.day or date.max, one.url), reverse=True)

    def _missed(self, problem: FetchError | IndexProblem, *, counts: bool = True) -> None:
        self._discovery.problems.append(str(problem))
        self._discovery.indexes_missed += counts

    def _get(self, url: str, max_bytes: int) -> Exchange:
        if not self._robots.allowed(url):
            raise FetchError("robots", url, self._robots.why(url))
        # a redirect may lead to what robots.txt forbids
        return self._client.get_ok(url, max_bytes=max_bytes, permit=self._robots.allowed)
