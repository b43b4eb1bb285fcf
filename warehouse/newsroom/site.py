"""Draw the sample site: every path with its status, type, bytes and modification time, the same at every run."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from email.utils import format_datetime
from itertools import groupby
from pathlib import Path

from jinja2 import Environment, FileSystemLoader

from warehouse.newsroom.catalogue import Article, load

CATEGORY, TAG, FEED = "/ur/category/thoi-su", "/ur/tag/nong-thon-moi", "/feed.xml"
SOFT_404 = "/ur/bai-viet-da-go-bo"
GONE = "/ur/bai-viet-khong-con"
VIETNAMESE = "/ur/lang-son-day-manh-tieu-thu-nong-san-vu-dong"
INTERNAL = "/ur/ban-thao-noi-bo-ke-hoach-2027"
MOVED = "/ur/lang-son-so-ket-nong-thon-moi"
MOVED_TO = 5  # the article that this old address leads to
ODD_PAGES = (SOFT_404, GONE, VIETNAMESE, INTERNAL, MOVED)
LEAD_FIRST_FROM = 2025  # field notes: the lead stands above the publisher on all copies from this year on

_HTML, _XML, _TEXT = "text/html; charset=utf-8", "application/xml; charset=utf-8", "text/plain; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Resource:
    """Hold what one path answers."""

    body: bytes
    content_type: str
    modified: dt.datetime
    status: int = 200
    location: str | None = None


def _stamp(moment: dt.datetime) -> str:
    """Write a moment as the live sitemaps do: milliseconds and Z.

    >>> _stamp(dt.datetime(2026, 7, 8, 4, 4, 10, 339000, tzinfo=dt.UTC))
    '2026-07-08T04:04:10.339Z'
    """
    return moment.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1000:03d}Z"


def http_date(moment: dt.datetime) -> str:
    """Write a moment as HTTP and RSS do.

    >>> http_date(dt.datetime(2026, 7, 8, 4, 4, 10, 339000, tzinfo=dt.UTC))
    'Wed, 08 Jul 2026 04:04:10 GMT'
    """
    return format_datetime(moment.astimezone(dt.UTC).replace(microsecond=0), usegmt=True)


def _templates() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"), autoescape=True, keep_trailing_newline=True
    )
    environment.filters |= {"stamp": _stamp, "http_date": http_date}
    return environment


class Site:
    """Hold one edition of the newsroom as a table of resources; `base_url` goes into sitemaps, feed and robots."""

    def __init__(self, edition: int, base_url: str) -> None:
        self.articles = sorted(load(edition), key=lambda article: (article.day, article.number), reverse=True)
        self._base_url = base_url
        self._templates = _templates()
        self._newest = max(article.lastmod for article in self.articles)
        self.resources = dict(self._pages()) | dict(self._indexes())

    def missing(self) -> Resource:
        """Return the honest 404."""
        return Resource(self._draw("not_found.html"), _HTML, self._newest, status=404)

    def _draw(self, template: str, **values: object) -> bytes:
        return self._templates.get_template(template).render(base_url=self._base_url, **values).encode()

    def _pages(self) -> Iterator[tuple[str, Resource]]:
        for index, article in enumerate(self.articles):
            body = self._draw(
                "article.html",
                article=article,
                motto=article.motto,
                lead_first=article.day.year >= LEAD_FIRST_FROM,
                others=[self.articles[(index + step) % len(self.articles)] for step in range(1, 5)],
            )
            yield article.path, Resource(body, _HTML, article.lastmod)
        for path, heading, count in (
            ("/ur", "Vietnam.vn", 12),
            (CATEGORY, "Thời sự", None),
            (TAG, "Nông thôn mới", 10),
        ):
            body = self._draw("listing.html", heading=heading, articles=self.articles[:count])
            yield path, Resource(body, _HTML, self._newest)
        yield SOFT_404, Resource(self._draw("not_found.html"), _HTML, self._newest)
        yield VIETNAMESE, Resource(self._draw("vietnamese.html", language="vi"), _HTML, self._newest)
        yield INTERNAL, Resource(self._draw("internal.html"), _HTML, self._newest)
        target = next(article for article in self.articles if article.number == MOVED_TO)
        yield MOVED, Resource(b"", _HTML, target.lastmod, status=301, location=target.path)

    def _sitemap(self, pages: Sequence[tuple[str, dt.datetime]]) -> Resource:
        body = self._draw("sitemap.xml", pages=pages)
        return Resource(body, _XML, max(lastmod for _, lastmod in pages))

    def _day_sitemaps(self) -> Iterator[tuple[str, Resource]]:
        newest_day = self.articles[0].day
        for day, group in groupby(self.articles, key=lambda article: article.day):
            listed = [(article.path, article.lastmod) for article in group]
            if day == newest_day:  # the site lists pages that it cannot or must not show
                listed += [(path, self._newest) for path in ODD_PAGES]
            yield f"/sitemap/sitemap-post/{day.isoformat()}.xml", self._sitemap(listed)

    def _indexes(self) -> Iterator[tuple[str, Resource]]:
        children = dict(self._day_sitemaps())
        children["/sitemap/sitemap-page.xml"] = self._sitemap([("/ur", self._newest)])
        children["/sitemap/sitemap-category.xml"] = self._sitemap([(CATEGORY, self._newest)])
        children["/sitemap/sitemap-tag.xml"] = self._sitemap([(TAG, self._newest)])
        latest: list[Article] = self.articles[:10]
        news = self._draw("news_sitemap.xml", articles=latest)
        children["/news-sitemap.xml"] = Resource(news, _XML, self._newest)
        yield from children.items()
        listed = [(path, resource.modified) for path, resource in children.items()]
        yield "/sitemap.xml", Resource(self._draw("sitemap_index.xml", children=listed), _XML, self._newest)
        yield FEED, Resource(self._draw("feed.xml", articles=self.articles[:20]), _XML, self._newest)
        yield "/robots.txt", Resource(self._draw("robots.txt", internal=INTERNAL), _TEXT, self._newest)
