"""Look a site's indexes over before it is configured: what they are, and what they say of an Urdu edition."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urljoin

from warehouse.fetch.client import MAX_INDEX_BYTES, Client
from warehouse.fetch.discover import DAY_FORMS
from warehouse.fetch.editions import UrlForm, form_among_links, form_between
from warehouse.fetch.errors import FetchError, IndexProblem
from warehouse.fetch.exchange import Exchange
from warehouse.fetch.feed import read_feed
from warehouse.fetch.robots import Robots
from warehouse.fetch.sitemap import Location, Sitemap, read_sitemap

MOST: Final = 3
"""Index files that a look over a site asks for."""


@dataclass
class Survey:
    """Hold what was seen: a line an index file, and the addresses listed there."""

    lines: list[str] = field(default_factory=list)
    listed: list[Location] = field(default_factory=list)


def survey(client: Client, robots: Robots, url: str) -> Survey:
    """Read the site's first sitemap (that robots.txt names, else /sitemap.xml) and the newest file that it lists."""
    seen = Survey()
    todo = [*robots.sitemaps(url), urljoin(url, "/sitemap.xml")][:1]
    for _ in range(MOST):
        if not todo:
            break
        where = todo.pop(0)
        try:
            answer = client.get_ok(where, max_bytes=MAX_INDEX_BYTES, permit=robots.allowed)
            sitemap = read_sitemap(answer.body, where)
        except (FetchError, IndexProblem) as problem:
            seen.lines.append(str(problem))
            continue
        seen.lines.append(describe(sitemap, where))
        if sitemap.kind == "pages":
            seen.listed += sitemap.locations
        else:
            days = sorted((one for one in sitemap.locations if one.day), key=lambda one: one.url)
            newest = urljoin(where, (days or sitemap.locations)[-1].url) if sitemap.locations else None
            todo += [newest] if newest and client.may_ask(newest) else []
    return seen


def describe(sitemap: Sitemap, url: str) -> str:
    """Say in a line what a sitemap is: an index (of days, of news) or a list of pages, with times and alternates."""
    n = len(sitemap.locations)
    times = {one.lastmod for one in sitemap.locations if one.lastmod}
    said = f"{len(times)} different times" if len(times) > 1 else ("one time for all" if times else "no times")
    if sitemap.kind == "index":
        days = sorted(one.day for one in sitemap.locations if one.day)
        by_day = f", {len(days)} by day from {days[0]} to {days[-1]}" if days else ", none by day"
        news = sum("news" in one.url.lower() for one in sitemap.locations)
        form = " (the form that is known)" if any(_is_known_form(one.url) for one in sitemap.locations) else ""
        return f"{url}: an index of {n} files{by_day}{form}, {news} of news, {said}"
    tongues = sorted({tag for one in sitemap.locations for tag in one.alternates})
    urdu = sum(one.in_urdu() != one.url for one in sitemap.locations)
    named = f"alternates in {', '.join(tongues)}, {urdu} of them Urdu" if tongues else "no alternates"
    return f"{url}: {n} pages, {said}, {named}"


def describe_index(answer: Exchange) -> str | None:
    """Say what an answer is when it is itself a sitemap or a feed; None when it is neither."""
    try:
        return describe(read_sitemap(answer.body, answer.url), answer.url)
    except IndexProblem:
        pass
    try:
        return f"{answer.url}: a feed of {len(read_feed(answer.body, answer.url, answer.content_type))} entries"
    except IndexProblem:
        return None


def proven_form(url: str, urdu: Sequence[str], links: Sequence[str], listed: Sequence[Location]) -> str | None:
    """Say which form of Urdu addresses a page and a sitemap prove together, and by what; None where they prove none."""
    for one in listed:
        if one.in_urdu() != one.url and (form := form_between(one.url, one.in_urdu())):
            return _said(form, "sitemap alternate", one.url)
    for target in urdu:
        if form := form_between(url, target):
            return _said(form, "page alternate", url)
    among = form_among_links([one.url for one in listed], [url, *urdu, *links])
    return _said(among[0], "page link", among[1]) if among else None


def _said(form: UrlForm, proof: str, where: str) -> str:
    return f"{form} ({proof}: {where})"


def _is_known_form(url: str) -> bool:
    return any(form.split("{", maxsplit=1)[0] in url for form in DAY_FORMS.values())
